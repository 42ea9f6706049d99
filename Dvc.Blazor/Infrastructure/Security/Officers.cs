using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Roles and the postings valid today in which an officer acts: the own ones, or those of somebody the officer stands in for.</summary>
/// <param name="InPlaceOf">Name of the absent officer; null for the own capacity.</param>
public sealed record OfficerCapacity(string? InPlaceOf, IReadOnlyList<string> Roles, IReadOnlyList<OfficerPosting> Postings)
{
    /// <summary>The agency through which a dossier is seen in this capacity; null when it is not.</summary>
    public string? PlaceOf(Dossier dossier)
    {
        string[] places = [dossier.ProcessingAgencyId, dossier.ReceivingAgencyId, dossier.UnitId];
        return places.FirstOrDefault(place =>
            Postings.Any(p => p.AgencyId == place && (p.SectorCode is null || p.SectorCode == dossier.SectorCode))
        );
    }
}

/// <summary>An officer as the database knows the person now.</summary>
/// <param name="Capacities">The own one first, as far as there is one, then those of absent officers. A role of one counts nothing at the places of another.</param>
public sealed record Officer(Guid UserId, string Name, IReadOnlyList<OfficerCapacity> Capacities)
{
    /// <summary>All roles, whatever they are good for.</summary>
    public IReadOnlyList<string> Roles => [.. Capacities.SelectMany(c => c.Roles).Distinct(StringComparer.Ordinal)];

    /// <summary>All postings valid today.</summary>
    public IReadOnlyList<OfficerPosting> Postings => [.. Capacities.SelectMany(c => c.Postings)];

    /// <summary>The roles that the officer has over a dossier.</summary>
    public IReadOnlyCollection<string> RolesAt(Dossier dossier) =>
        Capacities.Where(c => c.PlaceOf(dossier) is not null).SelectMany(c => c.Roles).ToHashSet(StringComparer.Ordinal);

    /// <summary>Who acts on a dossier, for the domain: for the agency of the posting through which the officer sees it; a stand-in is named as such.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="role">The role the act needs: the own capacity is taken when it has it.</param>
    public Actor ActorAt(Dossier dossier, string? role = null)
    {
        var able = Capacities.Where(c => c.PlaceOf(dossier) is not null).ToList();
        var capacity = able.FirstOrDefault(c => role is null || c.Roles.Contains(role)) ?? able.FirstOrDefault();
        return ActorIn(capacity, dossier);
    }

    /// <summary>Who opens a dossier: the officer at the place where it lies, as far as the officer is posted there in any capacity.</summary>
    public Actor ActorWhereItLies(Dossier dossier) =>
        Capacities.FirstOrDefault(c => c.PlaceOf(dossier) == dossier.ProcessingAgencyId) is { } there
            ? ActorIn(there, dossier)
            : ActorAt(dossier);

    /// <summary>Who does a part of the work, for the domain: an officer who works at the agency that was given it; null of anybody else.</summary>
    public Actor? ActorFor(Subtask subtask) =>
        Capacities.FirstOrDefault(c => c.Roles.Any(Security.Roles.Work.Contains) && c.Postings.Any(p => p.AgencyId == subtask.AgencyId))
            is { } there
            ? new Actor(UserId, NameIn(there), ActorKind.Officer, subtask.AgencyId)
            : null;

    private Actor ActorIn(OfficerCapacity? capacity, Dossier dossier) =>
        new(UserId, NameIn(capacity), ActorKind.Officer, capacity?.PlaceOf(dossier));

    /// <summary>Who takes dossiers of a sector in, for the domain: as intake officer at the first of these places where the officer is one; null when at none.</summary>
    public Actor? IntakeAt(string sectorCode, params string[] places)
    {
        foreach (var capacity in Capacities.Where(c => c.Roles.Contains(Security.Roles.IntakeOfficer)))
        {
            var here = capacity.Postings.Where(p => p.SectorCode is null || p.SectorCode == sectorCode).Select(p => p.AgencyId);
            if (places.FirstOrDefault(here.Contains) is { } place)
            {
                return new Actor(UserId, NameIn(capacity), ActorKind.Officer, place);
            }
        }

        return null;
    }

    private string NameIn(OfficerCapacity? capacity) => capacity?.InPlaceOf is { } absent ? Say(Terms.StandsInFor, Name, absent) : Name;

    private static string Say(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}

/// <summary>Looks officers up for every query and act: a role or posting taken away counts at once, whatever the open page believes.</summary>
public sealed class Officers(IOptions<IdentityOptions> identity, TimeProvider clock)
{
    /// <summary>The officer behind an account, or null when the person is none, is locked, or has no posting today, own or as a stand-in.</summary>
    public async Task<Officer?> FindAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken) =>
        (await FindAsync(db, [userId], cancellationToken)).SingleOrDefault();

    /// <summary>The officers among these accounts, in their order; so many statements and no more, however many they are.</summary>
    public async Task<IReadOnlyList<Officer>> FindAsync(
        DvcDbContext db,
        IReadOnlyCollection<Guid> userIds,
        CancellationToken cancellationToken
    )
    {
        var absences = await AbsencesAsync(db, userIds, cancellationToken);
        List<Guid> ids = [.. userIds.Concat(absences.Select(a => a.AbsentId)).Distinct()];
        var people = await PeopleAsync(db, ids, cancellationToken);
        var roles = (
            await db
                .UserRoles.Where(r => ids.Contains(r.UserId))
                .Join(db.Roles, r => r.RoleId, r => r.Id, (held, role) => new { held.UserId, role.Name })
                .ToListAsync(cancellationToken)
        ).ToLookup(r => r.UserId, r => r.Name!);
        // With what is left of the units that have gone on in the officer's.
        var posted = await db
            .Postings.AsNoTracking()
            .Where(p => ids.Contains(p.UserId))
            .OrderBy(p => p.Id)
            .Select(p => new
            {
                Posting = p,
                Archives = db
                    .AgencySuccessions.Where(s => s.SectorCode == AgencySuccession.AllSectors && s.KeeperId == p.AgencyId)
                    .Select(s => s.AgencyId)
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        var postings = posted.SelectMany(p => WithArchives(p.Posting, p.Archives)).ToLookup(p => p.UserId);
        return [.. userIds.Distinct().Select(id => Put(people, id, roles, postings, absences)).OfType<Officer>()];
    }

    private static IEnumerable<OfficerPosting> WithArchives(OfficerPosting posting, List<string> archives) =>
        archives
            .Order(StringComparer.Ordinal)
            .Select(gone => new OfficerPosting
            {
                UserId = posting.UserId,
                AgencyId = gone,
                SectorCode = posting.SectorCode,
                ValidFrom = posting.ValidFrom,
                ValidTo = posting.ValidTo,
            })
            .Prepend(posting);

    private Officer? Put(
        Dictionary<Guid, DvcUser> people,
        Guid id,
        ILookup<Guid, string> roles,
        ILookup<Guid, OfficerPosting> postings,
        List<Delegation> absences
    )
    {
        if (!people.TryGetValue(id, out var person))
        {
            return null;
        }

        // A stand-in of a stand-in has nothing: only what the absent officer has by right goes over.
        var borrowed = absences.Where(a => a.StandInId == id).Select(a => a.AbsentId).Distinct();
        List<OfficerCapacity> capacities =
        [
            .. borrowed
                .Select(absent => people.GetValueOrDefault(absent))
                .OfType<DvcUser>()
                .Select(absent => Capacity(roles[absent.Id], postings[absent.Id], absent.FullName))
                .Prepend(Capacity(roles[id], postings[id], inPlaceOf: null))
                .OfType<OfficerCapacity>(),
        ];
        return capacities.Count > 0 ? new Officer(person.Id, person.FullName, capacities) : null;
    }

    private async Task<List<Delegation>> AbsencesAsync(
        DvcDbContext db,
        IReadOnlyCollection<Guid> standIns,
        CancellationToken cancellationToken
    )
    {
        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var found = await db
            .Delegations.AsNoTracking()
            .Where(d => standIns.Contains(d.StandInId) && d.RevokedAt == null)
            .OrderBy(d => d.Id)
            .ToListAsync(cancellationToken);
        return [.. found.Where(d => d.IsValidOn(today))];
    }

    private async Task<Dictionary<Guid, DvcUser>> PeopleAsync(DvcDbContext db, List<Guid> ids, CancellationToken cancellationToken)
    {
        var found = await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return found.Where(u => !AccountLock.EndsSessions(u, identity.Value.Lockout, now)).ToDictionary(u => u.Id);
    }

    private OfficerCapacity? Capacity(IEnumerable<string> roles, IEnumerable<OfficerPosting> postings, string? inPlaceOf)
    {
        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        // Keeping people and units in order is not handed over with the work on dossiers.
        List<string> held = [.. roles.Where(r => inPlaceOf is null || Roles.Work.Contains(r))];
        List<OfficerPosting> current = [.. postings.Where(p => p.IsValidOn(today))];
        return held.Any(Roles.Staff.Contains) && current.Count > 0 ? new OfficerCapacity(inPlaceOf, held, current) : null;
    }
}

public static class OfficerScope
{
    /// <summary>The dossiers an officer may see: those filed at, received by or lying with an agency of a posting, in its sector. Others do not exist for the officer.</summary>
    public static IQueryable<Dossier> For(this IQueryable<Dossier> dossiers, Officer officer)
    {
        var whole = officer.Postings.Where(p => p.SectorCode is null).Select(p => p.AgencyId).ToList();
        var parts = officer.Postings.Where(p => p.SectorCode is not null).Select(p => p.AgencyId + "|" + p.SectorCode).ToList();
        return dossiers.Where(d =>
            whole.Contains(d.UnitId)
            || whole.Contains(d.ReceivingAgencyId)
            || whole.Contains(d.ProcessingAgencyId)
            || parts.Contains(d.UnitId + "|" + d.SectorCode)
            || parts.Contains(d.ReceivingAgencyId + "|" + d.SectorCode)
            || parts.Contains(d.ProcessingAgencyId + "|" + d.SectorCode)
        );
    }

    /// <summary>The dossiers an officer may read: those in scope, and those on which the officer's agency is asked for its opinion or has a part of the work.</summary>
    public static IQueryable<Dossier> DossiersReadableBy(this DvcDbContext db, Officer officer)
    {
        var places = officer.Postings.Select(p => p.AgencyId).ToList();
        var scope = db.Dossiers.For(officer).Select(d => d.Id);
        var asked = db.Opinions.Where(o => places.Contains(o.AgencyId) && o.WithdrawnAt == null).Select(o => o.DossierId);
        var given = db.Subtasks.Where(s => places.Contains(s.AgencyId) && s.State != SubtaskState.Withdrawn).Select(s => s.DossierId);
        return db.Dossiers.Where(d => scope.Contains(d.Id) || asked.Contains(d.Id) || given.Contains(d.Id));
    }
}
