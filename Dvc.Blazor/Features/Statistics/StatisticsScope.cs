using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>Whose dossiers are counted for an officer: those of the board, and for an administrator of units those of all units below as well.</summary>
public sealed class StatisticsScope(Officers officers, Administrators administrators)
{
    /// <summary>The officer with the places that count; null for somebody who is none today. For figures only: names are read in the scope of the board.</summary>
    public async Task<Officer?> FindAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
        {
            return null;
        }

        if (!officer.Roles.Contains(Roles.UnitAdministrator))
        {
            return officer;
        }

        var below = await administrators.FindAsync(db, userId, cancellationToken);
        var postings = (below?.Units ?? new HashSet<string>()).Select(unit => new OfficerPosting { UserId = userId, AgencyId = unit });
        return officer with { Capacities = [.. officer.Capacities, new OfficerCapacity(null, [], [.. postings])] };
    }
}
