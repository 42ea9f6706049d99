using Dvc.Blazor.Infrastructure.Exports;

namespace Dvc.Blazor.Features.Statistics;

public static class StatisticsFeature
{
    public static IServiceCollection AddStatistics(this IServiceCollection services) =>
        services
            .AddSingleton<StatisticsScope>()
            .AddSingleton<StatisticsQuery>()
            .AddSingleton<DossierRegisterQuery>()
            .AddSingleton<DossierRegisterExport>()
            .AddSingleton<BookWriter>()
            .AddSingleton<IExportWriter>(provider => provider.GetRequiredService<BookWriter>());

    public static void MapStatistics(this IEndpointRouteBuilder routes) => DossierRegisterExport.Map(routes);
}
