using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Journal;

/// <summary>Wakes the node's job when a check was asked for.</summary>
public sealed class ChainBell : Bell;

/// <summary>Has the chains checked behind the pages, for administrators of the system.</summary>
public sealed class ChainDesk(DvcDatabase database, Administrators administrators, ChainBell bell, TimeProvider clock)
{
    private const int Shown = 10;

    /// <summary>The last checks, the newest first; null for everybody else.</summary>
    public Task<IReadOnlyList<ChainCheck>?> ListAsync(Guid byId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ChainCheck>?>(
            async db =>
                await administrators.FindAsync(db, byId, cancellationToken) is { IsSystem: true }
                    ? await db.ChainChecks.OrderByDescending(c => c.AskedAt).Take(Shown).ToListAsync(cancellationToken)
                    : null,
            cancellationToken
        );

    /// <summary>Asks for a check; while one runs, that one is everybody's.</summary>
    /// <exception cref="RuleViolationException">No administrator of the system.</exception>
    public async Task AskAsync(Guid byId, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async db =>
            {
                if (await administrators.FindAsync(db, byId, cancellationToken) is not { IsSystem: true })
                {
                    throw new RuleViolationException("Journal.NotFound");
                }

                var now = clock.GetUtcNow().UtcDateTime;
                var name = await db.Users.Where(u => u.Id == byId).Select(u => u.FullName).SingleAsync(cancellationToken);
                // Writing to the log takes turns, so that two who ask at once get one check.
                var by = new Actor(byId, name, ActorKind.Officer);
                await db.LogAsync(OfficeEventKind.ChainCheckAsked, null, new { }, by, now, cancellationToken);
                if (!await db.ChainChecks.AnyAsync(c => c.FinishedAt == null, cancellationToken))
                {
                    db.ChainChecks.Add(
                        new ChainCheck
                        {
                            ById = byId,
                            ByName = name,
                            AskedAt = now,
                        }
                    );
                    db.Told.Add(byId);
                }
            },
            cancellationToken
        );
        bell.Wake();
    }
}
