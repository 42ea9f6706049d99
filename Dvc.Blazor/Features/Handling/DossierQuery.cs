using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Handling;

/// <summary>One dossier as an officer sees it.</summary>
/// <param name="Offered">What this officer can do now.</param>
public sealed record OfficerDossier(Dossier Dossier, Revision Revision, string UnitName, string HeldBy, IReadOnlyList<DossierAct> Offered);

/// <summary>Reads one dossier in the officer's scope.</summary>
public sealed class DossierQuery(DvcDatabase database, Revisions revisions, Officers officers)
{
    /// <summary>Null when it does not exist, or not for this officer.</summary>
    public async Task<OfficerDossier?> RunAsync(Guid userId, string number, CancellationToken cancellationToken)
    {
        var read = await database.ReadAsync(db => ReadAsync(db, userId, number, cancellationToken), cancellationToken);
        return read is not var (officer, dossier, unit, holder)
            ? null
            : new OfficerDossier(
                dossier,
                await revisions.GetAsync(dossier.RevisionId, cancellationToken),
                unit,
                holder,
                ActRights.Offered(dossier, officer.RolesAt(dossier))
            );
    }

    private async Task<(Officer, Dossier, string, string)?> ReadAsync(
        DvcDbContext db,
        Guid userId,
        string number,
        CancellationToken cancellationToken
    )
    {
        if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
        {
            return null;
        }

        var dossier = await db.DossiersReadableBy(officer)
            .Include(d => d.Answers)
            .Include(d => d.Steps)
            .Include(d => d.Documents)
            .AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Number == number, cancellationToken);
        if (dossier is null)
        {
            return null;
        }

        var names = await db
            .Agencies.Where(a => a.Id == dossier.UnitId || a.Id == dossier.ProcessingAgencyId)
            .ToDictionaryAsync(a => a.Id, a => a.Name, cancellationToken);
        return (officer, dossier, names.GetValueOrDefault(dossier.UnitId, ""), names.GetValueOrDefault(dossier.ProcessingAgencyId, ""));
    }
}
