using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Authoring;

/// <summary>Publishes drafts whose time has come.</summary>
internal sealed class PublishingJob(PublishingDesk desk, JobTurns turns, TimeProvider clock, ILogger<PublishingJob> log)
    : TurnJob("publishing", turns, clock, log)
{
    protected override Task<int> WorkAsync(CancellationToken cancellationToken) => desk.PublishDueAsync(cancellationToken);
}
