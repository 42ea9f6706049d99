using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>What a change of units touches.</summary>
/// <param name="Running">Dossiers that go on elsewhere.</param>
/// <param name="Archive">Closed dossiers, which stay where they are and can be read by the successor.</param>
/// <param name="Drafts">Drafts that are to be filed there.</param>
/// <param name="Officers">People posted there.</param>
/// <param name="Procedures">Procedures that name the units.</param>
public sealed record AgencyEffect(int Running, int Archive, int Drafts, int Officers, int Procedures)
{
    internal static async Task<AgencyEffect> CountAsync(
        DvcDbContext db,
        IReadOnlyCollection<string> units,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        if (units.Count == 0)
        {
            return new AgencyEffect(0, 0, 0, 0, 0);
        }

        var all = DossierMoves.At(db.Dossiers, units);
        var running = await DossierMoves.At(DossierMoves.Running(db.Dossiers), units).CountAsync(cancellationToken);
        return new AgencyEffect(
            running,
            await all.CountAsync(cancellationToken) - running,
            await db.Drafts.CountAsync(d => d.UnitId != null && units.Contains(d.UnitId) && d.DossierId == null, cancellationToken),
            await db
                .Postings.Where(p => units.Contains(p.AgencyId) && (p.ValidTo == null || p.ValidTo >= today))
                .Select(p => p.UserId)
                .Distinct()
                .CountAsync(cancellationToken),
            await db.Set<ProcedureAssignment>()
                .Where(a =>
                    (a.CompetentId != null && units.Contains(a.CompetentId))
                    || (a.ReceiverId != null && units.Contains(a.ReceiverId))
                    || (a.HandlingDivisionId != null && units.Contains(a.HandlingDivisionId))
                )
                .Select(a => a.ProcedureCode)
                .Distinct()
                .CountAsync(cancellationToken)
        );
    }
}
