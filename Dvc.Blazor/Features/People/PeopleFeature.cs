namespace Dvc.Blazor.Features.People;

public static class PeopleFeature
{
    public static IServiceCollection AddPeople(this IServiceCollection services) =>
        services
            .AddSingleton<PeopleQuery>()
            .AddSingleton<PersonQuery>()
            .AddSingleton<PeopleDesk>()
            .AddSingleton<AbsenceDesk>()
            .AddScoped<InviteDesk>()
            .AddScoped<PeopleImport>();
}
