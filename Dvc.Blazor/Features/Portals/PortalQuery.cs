using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Portals;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Portals;

/// <summary>A change that was made.</summary>
/// <param name="At">UTC.</param>
/// <param name="Parts">What changed.</param>
public sealed record PortalChange(DateTime At, string ByName, PortalIdentity After, IReadOnlyList<PortalPart> Parts);

/// <summary>The portal as its administrators change it.</summary>
/// <param name="Edition">The number that a change has to name.</param>
/// <param name="History">The last changes, newest first.</param>
public sealed record PortalView(PortalIdentity Portal, int Edition, IReadOnlyList<PortalChange> History);

/// <summary>Reads name, contact and look of the portal for an administrator of the system.</summary>
public sealed class PortalQuery(DvcDatabase database, Administrators administrators, StandingPortal standing)
{
    private const int ShownChanges = 10;

    /// <summary>What counts now; null for everybody else.</summary>
    public Task<PortalView?> RunAsync(Guid byId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (!await administrators.KeepPortalAsync(db, byId, cancellationToken))
                {
                    return null;
                }

                var editions = await db
                    .PortalEditions.OrderByDescending(e => e.Number)
                    .Take(ShownChanges + 1)
                    .ToListAsync(cancellationToken);
                var portals = editions.ConvertAll(e => e.Portal);
                var history = editions
                    .Take(ShownChanges)
                    .Select(
                        (e, i) =>
                            new PortalChange(
                                e.At,
                                e.ByName,
                                portals[i],
                                portals[i].ChangesSince(portals.ElementAtOrDefault(i + 1) ?? standing.Defaults)
                            )
                    );
                return new PortalView(portals.FirstOrDefault() ?? standing.Defaults, editions.FirstOrDefault()?.Number ?? 0, [.. history]);
            },
            cancellationToken
        );
}
