using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>An officer to whom work can be given.</summary>
public sealed record Colleague(Guid Id, string Name);

/// <summary>Officers who work on dossiers at given places.</summary>
public sealed class Colleagues(DvcDatabase database, Officers officers, TimeProvider clock)
{
    /// <summary>Those to whom a dossier can be given where it lies; none when the dossier is not the officer's.</summary>
    public Task<IReadOnlyList<Colleague>> OfAsync(Guid userId, string number, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Colleague>>(
            async db =>
            {
                var dossier = await officers.FindAsync(db, userId, cancellationToken) is { } officer
                    ? await db.Dossiers.For(officer).SingleOrDefaultAsync(d => d.Number == number, cancellationToken)
                    : null;
                return dossier is null
                    ? []
                    : await FindAsync(
                        db,
                        [dossier.ProcessingAgencyId, dossier.ReceivingAgencyId, dossier.UnitId],
                        dossier.SectorCode,
                        cancellationToken
                    );
            },
            cancellationToken
        );

    /// <summary>Those who work at the places of the officer, whatever their sector.</summary>
    public Task<IReadOnlyList<Colleague>> AroundAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Colleague>>(
            async db =>
                await officers.FindAsync(db, userId, cancellationToken) is { } officer
                    ? await FindAsync(db, [.. officer.Postings.Select(p => p.AgencyId).Distinct()], null, cancellationToken)
                    : [],
            cancellationToken
        );

    /// <summary>Those who work on a sector at one agency.</summary>
    public Task<IReadOnlyList<Colleague>> AtAsync(string agencyId, string sectorCode, CancellationToken cancellationToken) =>
        database.ReadAsync(db => FindAsync(db, [agencyId], sectorCode, cancellationToken), cancellationToken);

    // Of all sectors where none is named.
    private async Task<IReadOnlyList<Colleague>> FindAsync(
        DvcDbContext db,
        string[] places,
        string? sectorCode,
        CancellationToken cancellationToken
    )
    {
        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var found = await db
            .Postings.Where(p => places.Contains(p.AgencyId) && (sectorCode == null || p.SectorCode == null || p.SectorCode == sectorCode))
            .Join(
                db.Users,
                p => p.UserId,
                u => u.Id,
                (posting, person) =>
                    new
                    {
                        posting,
                        person.Id,
                        person.FullName,
                    }
            )
            .Where(p =>
                db.UserRoles.Any(r => r.UserId == p.Id && db.Roles.Any(role => role.Id == r.RoleId && Roles.Work.Contains(role.Name)))
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. found
                .Where(p => p.posting.IsValidOn(today))
                .DistinctBy(p => p.Id)
                .OrderBy(p => p.FullName, StringComparer.Ordinal)
                .Select(p => new Colleague(p.Id, p.FullName)),
        ];
    }
}
