using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>An officer who is told of something.</summary>
/// <param name="Email">Where mails go; null without a confirmed address.</param>
internal sealed record MailedOfficer(Guid Id, string Name, string? Email);

/// <summary>Finds the officers whom a dossier concerns now.</summary>
internal sealed class MailedOfficerQuery(DvcDatabase database, Officers officers)
{
    /// <summary>One officer, as long as the dossier is with that officer.</summary>
    public Task<IReadOnlyList<MailedOfficer>> HolderAsync(Guid dossierId, Guid? officerId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<MailedOfficer>>(
            async db =>
            {
                var holder = await db
                    .Dossiers.Where(d => d.Id == dossierId && (officerId == null || d.AssigneeId == officerId))
                    .Select(d => d.AssigneeId)
                    .SingleOrDefaultAsync(cancellationToken);
                return holder is { } id && await officers.FindAsync(db, id, cancellationToken) is not null
                    ? await PeopleAsync(db, [id], cancellationToken)
                    : [];
            },
            cancellationToken
        );

    /// <summary>The officers of an agency who play one of these parts there.</summary>
    public Task<IReadOnlyList<MailedOfficer>> AtAsync(
        string agencyId,
        IReadOnlyCollection<OfficerRole> roles,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            async db =>
            {
                var wanted = roles.Select(role => role.ToString()).ToHashSet(StringComparer.Ordinal);
                var posted = await db
                    .Postings.Where(p => p.AgencyId == agencyId)
                    .Select(p => p.UserId)
                    .Distinct()
                    .ToListAsync(cancellationToken);
                var found = new List<Guid>();
                foreach (var id in posted)
                {
                    var officer = await officers.FindAsync(db, id, cancellationToken);
                    if (
                        officer?.Capacities.Any(c =>
                            c.InPlaceOf is null && c.Postings.Any(p => p.AgencyId == agencyId) && c.Roles.Any(wanted.Contains)
                        ) == true
                    )
                    {
                        found.Add(id);
                    }
                }

                return await PeopleAsync(db, found, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Of these people the officers who may work on the dossier now.</summary>
    public Task<IReadOnlyList<MailedOfficer>> AmongAsync(
        Guid dossierId,
        IReadOnlyCollection<Guid> people,
        CancellationToken cancellationToken
    ) => database.ReadAsync(db => AmongAsync(db, dossierId, people, cancellationToken), cancellationToken);

    /// <summary>Those for whom there is something to do about a dossier: its holder, or while it has none whoever works where it lies.</summary>
    public Task<IReadOnlyList<MailedOfficer>> WorkingOnAsync(Guid dossierId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var place = await db
                    .Dossiers.Where(d => d.Id == dossierId)
                    .Select(d => new { d.AssigneeId, d.ProcessingAgencyId })
                    .SingleOrDefaultAsync(cancellationToken);
                var holder = place?.AssigneeId is { } id ? await AmongAsync(db, dossierId, [id], cancellationToken) : [];
                return holder.Count > 0 || place is null
                    ? holder
                    : await AtAsync(db, dossierId, place.ProcessingAgencyId, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>The officers who work on the dossier at an agency.</summary>
    public Task<IReadOnlyList<MailedOfficer>> WorkingAtAsync(Guid dossierId, string agencyId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => AtAsync(db, dossierId, agencyId, cancellationToken), cancellationToken);

    /// <summary>Who is to do a part of the work, or has done it: the named officer, else whoever examines or takes dossiers in at its agency.</summary>
    public async Task<IReadOnlyList<MailedOfficer>> DoingAsync(Guid subtaskId, CancellationToken cancellationToken)
    {
        var part = await database.ReadAsync(
            db => db.Subtasks.AsNoTracking().SingleOrDefaultAsync(s => s.Id == subtaskId, cancellationToken),
            cancellationToken
        );
        if (part is null)
        {
            return [];
        }

        var there = await AtAsync(part.AgencyId, Enum.GetValues<OfficerRole>(), cancellationToken);
        return part.OfficerId is { } named && there.Any(o => o.Id == named) ? [.. there.Where(o => o.Id == named)] : there;
    }

    /// <summary>Who asked a question of another agency, as far as it is still the officer's dossier.</summary>
    public Task<IReadOnlyList<MailedOfficer>> AskerAsync(Guid dossierId, Guid requestId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                await db.Opinions.Where(o => o.Id == requestId).Select(o => o.AskedById).SingleOrDefaultAsync(cancellationToken)
                    is { } asker
                    ? await AmongAsync(db, dossierId, [asker], cancellationToken)
                    : [],
            cancellationToken
        );

    /// <summary>The agency before whose leaders a dossier lies; null when it lies before none.</summary>
    public Task<string?> DecidingAgencyAsync(Guid dossierId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Dossiers.Where(d => d.Id == dossierId && (d.ApprovalLevel > 0 || d.IsLetterBeforeLeader))
                    .Select(d => d.CompetentAgencyId)
                    .SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );

    private async Task<IReadOnlyList<MailedOfficer>> AtAsync(
        DvcDbContext db,
        Guid dossierId,
        string agencyId,
        CancellationToken cancellationToken
    )
    {
        var posted = await db.Postings.Where(p => p.AgencyId == agencyId).Select(p => p.UserId).Distinct().ToListAsync(cancellationToken);
        return await AmongAsync(db, dossierId, posted, cancellationToken);
    }

    private async Task<IReadOnlyList<MailedOfficer>> AmongAsync(
        DvcDbContext db,
        Guid dossierId,
        IReadOnlyCollection<Guid> people,
        CancellationToken cancellationToken
    )
    {
        var dossier = await db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Id == dossierId, cancellationToken);
        var found = new List<Guid>();
        foreach (var id in people)
        {
            if (
                dossier is not null
                && await officers.FindAsync(db, id, cancellationToken) is { } officer
                && officer.RolesAt(dossier).Any(Roles.Work.Contains)
            )
            {
                found.Add(id);
            }
        }

        return await PeopleAsync(db, found, cancellationToken);
    }

    private static async Task<IReadOnlyList<MailedOfficer>> PeopleAsync(
        DvcDbContext db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    ) =>
        await db
            .Users.Where(u => ids.Contains(u.Id))
            .OrderBy(u => u.Id)
            .Select(u => new MailedOfficer(u.Id, u.FullName, u.EmailConfirmed ? u.Email : null))
            .ToListAsync(cancellationToken);
}
