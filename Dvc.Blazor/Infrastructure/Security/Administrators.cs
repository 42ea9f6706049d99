using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>An administrator as the database knows the person now.</summary>
/// <param name="IsSystem">Over all people and units.</param>
/// <param name="Units">For an administrator of units: ids of the units of the postings valid today, and of everything below them.</param>
public sealed record Administrator(Guid UserId, bool IsSystem, IReadOnlySet<string> Units)
{
    /// <summary>Whether the unit is in this administrator's hands.</summary>
    public bool Rules(string agencyId) => IsSystem || Units.Contains(agencyId);
}

/// <summary>Looks administrators up for every query and act.</summary>
public sealed class Administrators(IOptions<IdentityOptions> identity, TimeProvider clock)
{
    /// <summary>The administrator behind an account, or null when the person is none, is locked, or has no unit today.</summary>
    public async Task<Administrator?> FindAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
        if (person is null || AccountLock.EndsSessions(person, identity.Value.Lockout, now))
        {
            return null;
        }

        var roles = await db.RolesOf(userId).ToListAsync(cancellationToken);
        if (roles.Contains(Roles.SystemAdministrator))
        {
            return new Administrator(userId, true, new HashSet<string>(StringComparer.Ordinal));
        }

        if (!roles.Contains(Roles.UnitAdministrator))
        {
            return null;
        }

        var today = VietnamTime.DateOf(now.UtcDateTime);
        var postings = await db.Postings.AsNoTracking().Where(p => p.UserId == userId).ToListAsync(cancellationToken);
        var units = await AgencyTree.BelowAsync(db, postings.Where(p => p.IsValidOn(today)).Select(p => p.AgencyId), cancellationToken);
        return units.Count > 0 ? new Administrator(userId, false, units) : null;
    }
}

public static class RoleRows
{
    /// <summary>Names of the roles of an account.</summary>
    public static IQueryable<string> RolesOf(this DvcDbContext db, Guid userId) =>
        db.UserRoles.Where(r => r.UserId == userId).Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name!);
}
