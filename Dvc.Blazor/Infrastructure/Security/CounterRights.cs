using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>The one rule of who goes on with a draft that was begun at the counter, or for a message about a dossier.</summary>
public sealed class CounterRights(Officers officers)
{
    /// <summary>Whether the owner may go on: always with an own draft; at the counter as an intake officer of that agency and sector, today; with a message
    /// while the dossier is the owner's own or work of the owner's.</summary>
    /// <param name="draft">With its <see cref="Draft.Counter"/>.</param>
    public async Task<bool> MayGoOnAsync(DvcDbContext db, Draft draft, CancellationToken cancellationToken)
    {
        if (draft.CounterMark is null)
        {
            return draft.RequestId is not { } dossier
                || !await db.Dossiers.AnyAsync(d => d.Id == dossier, cancellationToken)
                || await MayWriteAsync(db, draft.OwnerId, dossier, cancellationToken);
        }

        var sector = await db.Procedures.Where(p => p.Code == draft.ProcedureCode).Select(p => p.SectorCode).SingleAsync(cancellationToken);
        var officer = await officers.FindAsync(db, draft.OwnerId, cancellationToken);
        return MayGoOn(officer, draft, sector);
    }

    /// <summary>Whether somebody may write about a dossier: its applicants, and officers who work on it.</summary>
    public async Task<bool> MayWriteAsync(DvcDbContext db, Guid userId, Guid dossierId, CancellationToken cancellationToken) =>
        await db.DossiersOf(userId).AnyAsync(d => d.Id == dossierId, cancellationToken)
        || await officers.FindAsync(db, userId, cancellationToken) is { } officer
            && await db.Dossiers.For(officer).AsNoTracking().SingleOrDefaultAsync(d => d.Id == dossierId, cancellationToken) is { } dossier
            && officer.RolesAt(dossier).Any(Roles.Work.Contains);

    /// <summary>Whether somebody may settle a dossier or a part of the work, and so bring the result as a file: officers who work on the dossier while it runs,
    /// and officers at the agency that was given the part while it is open and no colleague has taken it.</summary>
    /// <param name="target">Id of the dossier or the part.</param>
    public async Task<bool> MayAttachResultAsync(DvcDbContext db, Guid userId, Guid target, CancellationToken cancellationToken)
    {
        if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
        {
            return false;
        }

        if (await db.Subtasks.AsNoTracking().SingleOrDefaultAsync(s => s.Id == target, cancellationToken) is { } part)
        {
            return part.IsOpen && officer.ActorFor(part) is not null && (part.State != SubtaskState.Taken || part.OfficerId == userId);
        }

        return await db.Dossiers.For(officer).AsNoTracking().SingleOrDefaultAsync(d => d.Id == target, cancellationToken) is { } dossier
            && !dossier.IsClosed
            && officer.RolesAt(dossier).Any(Roles.Work.Contains);
    }

    /// <summary>The same for a draft from the counter whose sector and owner are read.</summary>
    public static bool MayGoOn(Officer? owner, Draft draft, string sectorCode) =>
        draft.Counter is { } counter && owner?.IntakeAt(sectorCode, counter.AgencyId) is not null;
}
