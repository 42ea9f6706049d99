using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>An officer a mail goes to.</summary>
internal sealed record MailedOfficer(Guid Id, string Name, string Email);

/// <summary>Finds the officers whom a dossier concerns now, as far as they have an e-mail address.</summary>
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

    /// <summary>The agency before whose leaders a dossier lies; null when it lies before none.</summary>
    public Task<string?> DecidingAgencyAsync(Guid dossierId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Dossiers.Where(d => d.Id == dossierId && d.ApprovalLevel > 0)
                    .Select(d => d.CompetentAgencyId)
                    .SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );

    private static async Task<IReadOnlyList<MailedOfficer>> PeopleAsync(
        DvcDbContext db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    ) =>
        await db
            .Users.Where(u => ids.Contains(u.Id) && u.Email != null && u.EmailConfirmed)
            .OrderBy(u => u.Id)
            .Select(u => new MailedOfficer(u.Id, u.FullName, u.Email!))
            .ToListAsync(cancellationToken);
}
