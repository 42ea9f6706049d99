namespace Dvc.Blazor.Domain.Calendars;

/// <summary>The kinds of days in the words of the source.</summary>
public static class CalendarDayKind
{
    public const string PublicHoliday = "public_holiday";

    /// <summary>A day off for a holiday that fell on a day off.</summary>
    public const string Compensatory = "compensatory";

    /// <summary>A day off that another day is worked for.</summary>
    public const string SwapDayOff = "swap_day_off";

    /// <summary>A weekend day that is worked.</summary>
    public const string MakeUpWorkday = "makeup_workday";

    public static IReadOnlyList<string> All { get; } = [PublicHoliday, Compensatory, SwapDayOff, MakeUpWorkday];
}
