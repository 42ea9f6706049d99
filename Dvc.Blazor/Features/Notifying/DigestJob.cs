using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Sees whether the mails of the day are due.</summary>
internal sealed class DigestJob(DigestDesk desk, JobTurns turns, TimeProvider clock, ILogger<DigestJob> log)
    : TurnJob("digests", turns, clock, log)
{
    protected override Task<int> WorkAsync(CancellationToken cancellationToken) => desk.RunAsync(cancellationToken);
}
