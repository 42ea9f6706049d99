using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>How work is shared out at one of the units that somebody leads.</summary>
public sealed record UnitSharing(string AgencyId, string Name, WorkSharing Sharing);

/// <summary>What leaders settle for the desk of their unit.</summary>
public sealed class UnitDesks(DvcDatabase database, Officers officers, TimeProvider clock)
{
    /// <summary>The units whose desk somebody may settle: where the officer leads, or keeps people and units in order.</summary>
    public static IReadOnlyList<string> LedBy(Officer? officer) => PlacesOf(officer, Roles.Approver, Roles.UnitAdministrator);

    /// <summary>How work is shared out at each unit that the officer leads.</summary>
    public Task<IReadOnlyList<UnitSharing>> ManagedAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<UnitSharing>>(
            async db =>
            {
                var places = LedBy(await officers.FindAsync(db, userId, cancellationToken));
                var units = await db
                    .Agencies.Where(a => places.Contains(a.Id))
                    .OrderBy(a => a.Name)
                    .Select(a => new
                    {
                        a.Id,
                        a.Name,
                        Sharing = db.UnitDesks.Where(d => d.AgencyId == a.Id).Select(d => (WorkSharing?)d.Sharing).FirstOrDefault(),
                    })
                    .ToListAsync(cancellationToken);
                return [.. units.Select(u => new UnitSharing(u.Id, u.Name, u.Sharing ?? UnitDesk.Usual))];
            },
            cancellationToken
        );

    /// <summary>Whether the officer can share work out by hand anywhere.</summary>
    public Task<bool> MayShareAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var places = PlacesOf(await officers.FindAsync(db, userId, cancellationToken), Roles.Approver);
                return places.Count > 0
                    && await db.UnitDesks.CountAsync(d => places.Contains(d.AgencyId) && d.Sharing == WorkSharing.Off, cancellationToken)
                        < places.Count;
            },
            cancellationToken
        );

    /// <summary>Settles how work is shared out at a unit; what is settled so already changes nothing.</summary>
    /// <exception cref="RuleViolationException">Not a unit that the officer leads.</exception>
    public Task SettleAsync(Guid userId, string agencyId, WorkSharing sharing, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var places = LedBy(await officers.FindAsync(db, userId, cancellationToken));
                if (!places.Contains(agencyId) || !Enum.IsDefined(sharing))
                {
                    throw new RuleViolationException("Sharing.NotYours");
                }

                // One after the other, so that the trail tells what each has changed.
                await db.LockAgencyAsync(agencyId, cancellationToken);
                var desk = await db.UnitDesks.SingleOrDefaultAsync(d => d.AgencyId == agencyId, cancellationToken);
                var before = desk?.Sharing ?? UnitDesk.Usual;
                if (before == sharing)
                {
                    return;
                }

                if (desk is null)
                {
                    desk = new UnitDesk { AgencyId = agencyId };
                    db.UnitDesks.Add(desk);
                }

                desk.Sharing = sharing;
                var detail = new { before = before.ToString(), now = sharing.ToString() };
                db.UnitEvents.Add(UnitEvents.Of(agencyId, UnitAct.SharingChanged, userId, clock.GetUtcNow().UtcDateTime, detail));
            },
            cancellationToken
        );

    /// <summary>How work is shared out at a unit or division.</summary>
    public static async Task<WorkSharing> SharingAtAsync(DvcDbContext db, string agencyId, CancellationToken cancellationToken) =>
        await db.UnitDesks.Where(d => d.AgencyId == agencyId).Select(d => (WorkSharing?)d.Sharing).SingleOrDefaultAsync(cancellationToken)
        ?? UnitDesk.Usual;

    private static List<string> PlacesOf(Officer? officer, params string[] roles) =>
        [
            .. (officer?.Capacities ?? [])
                .Where(c => c.Roles.Any(roles.Contains))
                .SelectMany(c => c.Postings)
                .Select(p => p.AgencyId)
                .Distinct(),
        ];
}
