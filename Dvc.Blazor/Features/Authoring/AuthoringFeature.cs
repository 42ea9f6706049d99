using Dvc.Blazor.Features.Authoring.Moving;
using Dvc.Blazor.Infrastructure;

namespace Dvc.Blazor.Features.Authoring;

public static class AuthoringFeature
{
    /// <summary>Administrators change procedures: drafts, checks, publishing.</summary>
    public static IServiceCollection AddAuthoring(this IServiceCollection services)
    {
        services.AddSettings<AuthoringOptions>(AuthoringOptions.Section);
        return services
            .AddSingleton<AuthoringRights>()
            .AddSingleton<ProcedureDesk>()
            .AddSingleton<AuthorDraftDesk>()
            .AddSingleton<PublishingDesk>()
            .AddSingleton<PlanBell>()
            .AddSingleton<PlanDesk>()
            .AddSingleton<MoveReading>()
            .AddSingleton<RevisionMover>()
            .AddSingleton<PlanJob>()
            .AddHostedService(provider => provider.GetRequiredService<PlanJob>())
            .AddSingleton<AuthoringListQuery>()
            .AddSingleton<AuthoringQuery>()
            .AddSingleton<PublishingJob>()
            .AddHostedService(provider => provider.GetRequiredService<PublishingJob>());
    }

    public static void MapAuthoring(this IEndpointRouteBuilder routes) => PackageEndpoint.Map(routes);
}
