namespace Dvc.Blazor.Features.Catalogue;

public static class CatalogueFeature
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services) =>
        services
            .AddSingleton<HomeQuery>()
            .AddSingleton<ProcedureListQuery>()
            .AddSingleton<ProcedureQuery>()
            .AddSingleton<AgencyQuery>()
            .AddSingleton<ToVerifyQuery>();
}
