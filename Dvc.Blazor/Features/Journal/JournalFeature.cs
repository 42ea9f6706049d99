using Dvc.Blazor.Infrastructure.Auditing;

namespace Dvc.Blazor.Features.Journal;

public static class JournalFeature
{
    /// <summary>The log of what everybody did, for administrators, and the check of its chains.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services) =>
        services
            .AddSingleton<LogQuery>()
            .AddSingleton<LogEventQuery>()
            .AddSingleton<LogExport>()
            .AddSingleton<ChainReader>()
            .AddSingleton<ChainBell>()
            .AddSingleton<ChainDesk>()
            .AddSingleton<ChainJob>()
            .AddHostedService(provider => provider.GetRequiredService<ChainJob>());

    public static void MapJournal(this IEndpointRouteBuilder routes) => LogExport.Map(routes);
}
