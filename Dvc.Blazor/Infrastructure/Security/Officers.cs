using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>An officer as the database knows the person now: roles and the postings valid today.</summary>
public sealed record Officer(Guid UserId, string Name, IReadOnlyList<string> Roles, IReadOnlyList<OfficerPosting> Postings)
{
    /// <summary>Who acts on a dossier, for the domain: for the agency of the posting through which the officer sees it.</summary>
    public Actor ActorAt(Dossier dossier)
    {
        string[] places = [dossier.ProcessingAgencyId, dossier.ReceivingAgencyId, dossier.UnitId];
        return new Actor(UserId, Name, ActorKind.Officer, places.FirstOrDefault(place => Postings.Any(p => p.AgencyId == place)));
    }
}

/// <summary>Looks officers up for every query and act: a role or posting taken away counts at once, whatever the open page believes.</summary>
public sealed class Officers(IOptions<IdentityOptions> identity, TimeProvider clock)
{
    /// <summary>The officer behind an account, or null when the person is none, is locked, or has no posting today.</summary>
    public async Task<Officer?> FindAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
        if (person is null || AccountLock.EndsSessions(person, identity.Value.Lockout, clock.GetUtcNow()))
        {
            return null;
        }

        var roles = await db
            .UserRoles.Where(r => r.UserId == userId)
            .Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name!)
            .ToListAsync(cancellationToken);
        var postings = await db.Postings.AsNoTracking().Where(p => p.UserId == userId).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        var current = postings.Where(p => p.IsValidOn(today)).ToList();
        return roles.Any(Roles.Staff.Contains) && current.Count > 0 ? new Officer(person.Id, person.FullName, roles, current) : null;
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
}
