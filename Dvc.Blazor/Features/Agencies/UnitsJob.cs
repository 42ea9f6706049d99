using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>Carries out the changes of units whose day has come, and moves the running dossiers that still lie at units that have ended.</summary>
internal sealed class UnitsJob(AgencyDesk desk, DossierMoves dossiers, JobTurns turns, TimeProvider clock, ILogger<UnitsJob> log)
    : TurnJob("units", turns, clock, log)
{
    protected override async Task<int> WorkAsync(CancellationToken cancellationToken) =>
        await desk.CarryOutDueAsync(cancellationToken) + await dossiers.RunAsync(cancellationToken);
}
