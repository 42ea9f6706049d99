using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Portals;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Portals;

/// <summary>Changes name, contact and look of the portal.</summary>
public sealed class PortalDesk(
    DvcDatabase database,
    Administrators administrators,
    StandingPortal standing,
    PortalWatch watch,
    TimeProvider clock
)
{
    /// <summary>Puts the portal in force as it is given, on every node. The same once more changes nothing.</summary>
    /// <param name="byId">An administrator of the system.</param>
    /// <param name="seen">Number of the edition that the person has changed; 0 for the settings.</param>
    /// <param name="portal">All of it.</param>
    /// <param name="cancellationToken">Counts until the commit.</param>
    /// <exception cref="RuleViolationException">Not this person's to change, something in it cannot be, or somebody else was faster.</exception>
    public async Task SaveAsync(Guid byId, int seen, PortalIdentity portal, CancellationToken cancellationToken)
    {
        var tidy = portal.Tidy();
        await database.WriteAsync(
            async db =>
            {
                if (!await administrators.KeepPortalAsync(db, byId, cancellationToken))
                {
                    throw new RuleViolationException("Portal.NotYours");
                }

                if (tidy.Faults() is [var fault, ..])
                {
                    throw fault.Why;
                }

                await db.LockPortalAsync(cancellationToken);
                var latest = await db.LatestPortalAsync(cancellationToken);
                if (tidy == (latest?.Portal ?? standing.Defaults))
                {
                    return;
                }

                var number = latest?.Number ?? 0;
                if (number != seen)
                {
                    throw new RuleViolationException("Portal.ChangedMeanwhile");
                }

                var name = await db.Users.Where(u => u.Id == byId).Select(u => u.FullName).SingleAsync(cancellationToken);
                db.PortalEditions.Add(PortalEdition.Next(number, tidy, byId, name, clock.GetUtcNow().UtcDateTime));
                db.Changed.Add(PortalEdition.FeedId);
            },
            cancellationToken
        );
        // The page that comes next shows it already.
        await watch.ReadAsync(CancellationToken.None);
    }
}

internal static class PortalKeeper
{
    /// <summary>Whether the person may change what the whole portal is called: only administrators of the system.</summary>
    public static async Task<bool> KeepPortalAsync(
        this Administrators administrators,
        DvcDbContext db,
        Guid userId,
        CancellationToken cancellationToken
    ) => await administrators.FindAsync(db, userId, cancellationToken) is { IsSystem: true };
}
