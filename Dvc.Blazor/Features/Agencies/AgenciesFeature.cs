namespace Dvc.Blazor.Features.Agencies;

public static class AgenciesFeature
{
    /// <summary>Units, their parts and sectors in the hands of administrators.</summary>
    public static IServiceCollection AddAgencies(this IServiceCollection services) =>
        services
            .AddSingleton<AgencyListQuery>()
            .AddSingleton<UnitQuery>()
            .AddSingleton<UnitPlanQuery>()
            .AddSingleton<AgencyImport>()
            .AddSingleton<AgencyDesk>()
            .AddSingleton<DossierMoves>()
            .AddSingleton<SectorDesk>()
            .AddSingleton<UnitsJob>()
            .AddHostedService(provider => provider.GetRequiredService<UnitsJob>());
}
