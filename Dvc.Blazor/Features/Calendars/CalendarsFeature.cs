namespace Dvc.Blazor.Features.Calendars;

public static class CalendarsFeature
{
    /// <summary>The working calendar in the hands of the system's administrators.</summary>
    public static IServiceCollection AddCalendars(this IServiceCollection services) =>
        services.AddSingleton<CalendarQuery>().AddSingleton<PlanQuery>().AddSingleton<CalendarDesk>().AddSingleton<DueMoves>();
}
