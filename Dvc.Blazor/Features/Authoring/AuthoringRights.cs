using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Authoring;

/// <summary>
/// Who may change which procedure: system administrators every one; administrators of units those that only their units carry out, on the day whose structure the portal shows or later.
/// </summary>
public sealed class AuthoringRights(Administrators administrators, Units units)
{
    private DateOnly Today => units.AsOf;

    /// <summary>The procedures in the hands of an administrator; none for anybody else.</summary>
    public async Task<IQueryable<Procedure>> OfAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var by = await administrators.FindAsync(db, userId, cancellationToken);
        if (by is null)
        {
            return db.Procedures.Where(_ => false);
        }

        if (by.IsSystem)
        {
            return db.Procedures;
        }

        var (own, today) = (by.Units.ToList(), Today);
        return db.Procedures.Where(p =>
            p.Assignments.Any(a => a.ValidTo == null || a.ValidTo >= today)
            && p.Assignments.All(a => a.ValidTo < today || (a.CompetentId != null && own.Contains(a.CompetentId)))
        );
    }

    /// <summary>A procedure to act on.</summary>
    /// <exception cref="RuleViolationException">There is none with the code in the hands of this person.</exception>
    public async Task<Procedure> LoadAsync(DvcDbContext db, Guid userId, string code, CancellationToken cancellationToken)
    {
        var procedures = await OfAsync(db, userId, cancellationToken);
        return await procedures.Include(p => p.Assignments).SingleOrDefaultAsync(p => p.Code == code, cancellationToken)
            ?? throw new RuleViolationException("Authoring.NotFound");
    }

    /// <summary>Whether a procedure with these assignments would be in the hands of the person.</summary>
    /// <exception cref="RuleViolationException">It would not.</exception>
    public async Task CheckAsync(
        DvcDbContext db,
        Guid userId,
        IReadOnlyList<ProcedureAssignment> assignments,
        CancellationToken cancellationToken
    )
    {
        var by = await administrators.FindAsync(db, userId, cancellationToken);
        var current = assignments.Where(a => !(a.ValidTo < Today)).ToList();
        var own = current.Count > 0 && current.TrueForAll(a => a.CompetentId is { } unit && by!.Rules(unit));
        if (by is null || (!by.IsSystem && !own))
        {
            throw new RuleViolationException("Authoring.NotYourUnit");
        }
    }

    /// <summary>The administrator behind an account, or null.</summary>
    public Task<Administrator?> FindAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken) =>
        administrators.FindAsync(db, userId, cancellationToken);
}
