using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Infrastructure.Auditing;
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
                var units = await SettledAt(db).Where(u => places.Contains(u.Id)).OrderBy(u => u.Name).ToListAsync(cancellationToken);
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
                return await SettledAt(db)
                    .AnyAsync(u => places.Contains(u.Id) && (u.Sharing ?? UnitDesk.Usual) != WorkSharing.Off, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Settles how work is shared out at a unit; what is settled so already changes nothing.</summary>
    /// <exception cref="RuleViolationException">Not a unit that the officer leads.</exception>
    public Task SettleAsync(Guid userId, string agencyId, WorkSharing sharing, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var officer = await officers.FindAsync(db, userId, cancellationToken);
                if (!LedBy(officer).Contains(agencyId) || !Enum.IsDefined(sharing))
                {
                    throw new RuleViolationException("Sharing.NotYours");
                }

                // One after the other, so that the trail tells what each has changed.
                await db.LockAgencyAsync(agencyId, cancellationToken);
                var before = await SharingAtAsync(db, agencyId, cancellationToken);
                if (before == sharing)
                {
                    return;
                }

                var desk = await db.UnitDesks.SingleOrDefaultAsync(d => d.AgencyId == agencyId, cancellationToken);
                if (desk is null)
                {
                    desk = new UnitDesk { AgencyId = agencyId };
                    db.UnitDesks.Add(desk);
                }

                desk.Sharing = sharing;
                var detail = new { before = before.ToString(), now = sharing.ToString() };
                var by = new Actor(userId, officer!.Name, ActorKind.Officer, agencyId);
                await db.LogAsync(OfficeEventKind.SharingChanged, agencyId, detail, by, clock.GetUtcNow().UtcDateTime, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>How work is shared out at a unit, or at a division or one-stop department: as settled there, otherwise as its unit has it.</summary>
    public static async Task<WorkSharing> SharingAtAsync(DvcDbContext db, string agencyId, CancellationToken cancellationToken) =>
        await SettledAt(db).Where(u => u.Id == agencyId).Select(u => u.Sharing).SingleOrDefaultAsync(cancellationToken) ?? UnitDesk.Usual;

    private static IQueryable<Settled> SettledAt(DvcDbContext db) =>
        db.Agencies.Select(a => new Settled
        {
            Id = a.Id,
            Name = a.Name,
            Sharing = db
                .UnitDesks.Where(d =>
                    d.AgencyId == a.Id || (d.AgencyId == a.ParentId && (a.Kind == AgencyKind.Division || a.Kind == AgencyKind.OneStop))
                )
                .OrderBy(d => d.AgencyId == a.Id ? 0 : 1)
                .Select(d => (WorkSharing?)d.Sharing)
                .FirstOrDefault(),
        });

    private static List<string> PlacesOf(Officer? officer, params string[] roles) =>
        [
            .. (officer?.Capacities ?? [])
                .Where(c => c.Roles.Any(roles.Contains))
                .SelectMany(c => c.Postings)
                .Select(p => p.AgencyId)
                .Distinct(),
        ];

    private sealed class Settled
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        /// <summary>Null where neither the place nor its unit has settled anything.</summary>
        public WorkSharing? Sharing { get; init; }
    }
}
