using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.People;

/// <summary>The people in an administrator's hands: for the system all, for units the officers whose postings all lie there. Others do not exist.</summary>
internal static class PeopleScope
{
    public static IQueryable<DvcUser> For(this IQueryable<DvcUser> people, DvcDbContext db, Administrator administrator, DateOnly today)
    {
        if (administrator.IsSystem)
        {
            return people;
        }

        string[] above = [Roles.UnitAdministrator, Roles.SystemAdministrator];
        var units = administrator.Units.ToList();
        var administrators = db
            .UserRoles.Join(db.Roles, r => r.RoleId, r => r.Id, (user, role) => new { user.UserId, role.Name })
            .Where(r => above.Contains(r.Name!))
            .Select(r => r.UserId);
        return people.Where(u =>
            !administrators.Contains(u.Id)
            && db.Postings.Any(p => p.UserId == u.Id && (p.ValidTo == null || p.ValidTo >= today))
            && db.Postings.All(p => p.UserId != u.Id || p.ValidTo < today || units.Contains(p.AgencyId))
        );
    }

    /// <summary>The administrator and one person in the administrator's hands, tracked for change.</summary>
    /// <exception cref="RuleViolationException">No administrator, or nobody there.</exception>
    public static async Task<(Administrator By, DvcUser Person)> FindAsync(
        this Administrators administrators,
        DvcDbContext db,
        Guid byId,
        Guid personId,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var by = await administrators.FindAsync(db, byId, cancellationToken) ?? throw new RuleViolationException("People.NotFound");
        var person =
            await db.Users.For(db, by, today).SingleOrDefaultAsync(u => u.Id == personId && u.ErasedAt == null, cancellationToken)
            ?? throw new RuleViolationException("People.NotFound");
        return (by, person);
    }
}
