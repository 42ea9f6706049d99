namespace Dvc.Blazor.Infrastructure.Catalogue;

public static class CatalogueSetup
{
    /// <summary>What several features read of procedures, units and the calendar.</summary>
    public static IServiceCollection AddCatalogueReading(this IServiceCollection services) =>
        services
            .AddSingleton<Revisions>()
            .AddSingleton<WorkingCalendars>()
            .AddSingleton<Units>()
            .AddSingleton<FormContexts>()
            .AddSingleton<DossierClocks>()
            .AddSingleton<LinkedParts>()
            .AddSingleton<PlaceNames>();
}
