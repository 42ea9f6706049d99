using System.Globalization;
using Dvc.Blazor.Domain;
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
    public async Task<Officer?> FindAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        if (await PersonAsync(db, userId, cancellationToken) is not { } person)
        {
            return null;
        }

        var capacities = new List<OfficerCapacity>();
        if (await CapacityAsync(db, person, inPlaceOf: null, cancellationToken) is { } own)
        {
            capacities.Add(own);
        }

        foreach (var absentId in await AbsentAsync(db, userId, cancellationToken))
        {
            if (
                await PersonAsync(db, absentId, cancellationToken) is { } absent
                && await CapacityAsync(db, absent, absent.FullName, cancellationToken) is { } borrowed
            )
            {
                capacities.Add(borrowed);
            }
        }

        return capacities.Count > 0 ? new Officer(person.Id, person.FullName, capacities) : null;
    }

    // A stand-in of a stand-in has nothing: only what the absent officer has by right goes over.
    private async Task<List<Guid>> AbsentAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var mine = await db
            .Delegations.AsNoTracking()
            .Where(d => d.StandInId == userId && d.RevokedAt == null)
            .OrderBy(d => d.Id)
            .ToListAsync(cancellationToken);
        return [.. mine.Where(d => d.IsValidOn(today)).Select(d => d.AbsentId).Distinct()];
    }

    private async Task<DvcUser?> PersonAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
        return person is null || AccountLock.EndsSessions(person, identity.Value.Lockout, clock.GetUtcNow()) ? null : person;
    }

    private async Task<OfficerCapacity?> CapacityAsync(
        DvcDbContext db,
        DvcUser person,
        string? inPlaceOf,
        CancellationToken cancellationToken
    )
    {
        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var roles = await db
            .UserRoles.Where(r => r.UserId == person.Id)
            .Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name!)
            .ToListAsync(cancellationToken);
        var postings = await db.Postings.AsNoTracking().Where(p => p.UserId == person.Id).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        var current = postings.Where(p => p.IsValidOn(today)).ToList();
        // Keeping people and units in order is not handed over with the work on dossiers.
        if (inPlaceOf is not null)
        {
            roles = [.. roles.Where(Roles.Work.Contains)];
        }

        return roles.Any(Roles.Staff.Contains) && current.Count > 0 ? new OfficerCapacity(inPlaceOf, roles, current) : null;
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

    /// <summary>The dossiers an officer may read: those in scope, and those on which the officer's agency is asked for its opinion.</summary>
    public static IQueryable<Dossier> DossiersReadableBy(this DvcDbContext db, Officer officer)
    {
        var places = officer.Postings.Select(p => p.AgencyId).ToList();
        var scope = db.Dossiers.For(officer).Select(d => d.Id);
        var asked = db.Opinions.Where(o => places.Contains(o.AgencyId) && o.WithdrawnAt == null).Select(o => o.DossierId);
        return db.Dossiers.Where(d => scope.Contains(d.Id) || asked.Contains(d.Id));
    }
}
