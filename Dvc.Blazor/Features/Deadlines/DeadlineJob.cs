using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Deadlines;

/// <summary>Looks at the time limits.</summary>
internal sealed class DeadlineJob(DeadlineWatch watch, JobTurns turns, TimeProvider clock, ILogger<DeadlineJob> log)
    : TurnJob("deadlines", turns, clock, log)
{
    protected override Task<int> WorkAsync(CancellationToken cancellationToken) => watch.RunAsync(cancellationToken);
}
