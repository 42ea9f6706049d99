using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Outbox;

/// <summary>The table of waiting messages as dispatchers share it. Every step is one conditional update, so that of several nodes exactly one has its way.</summary>
internal sealed class OutboxQueue(DvcDatabase database, OutboxTiming timing, TimeProvider clock)
{
    private const int Candidates = 10;

    /// <summary>Takes the message that is due longest and belongs to nobody, for the time of the lease; null when there is none.</summary>
    public Task<OutboxMessage?> TakeAsync(string node, CancellationToken cancellationToken) =>
        database.WriteAsync(db => TakeAsync(db, node, cancellationToken), cancellationToken);

    /// <summary>Marks a message as done. False when the lease had passed to another node meanwhile.</summary>
    public Task<bool> FinishAsync(OutboxMessage message)
    {
        var now = Now();
        return UpdateAsync(
            message,
            set =>
                set.SetProperty(m => m.HandledAt, now)
                    .SetProperty(m => m.LeasedUntil, (DateTime?)null)
                    .SetProperty(m => m.LastError, (string?)null)
        );
    }

    /// <summary>Gives a message back for a later try.</summary>
    public Task<bool> DelayAsync(OutboxMessage message, string error)
    {
        var due = Now() + timing.DelayAfter(message.Attempts);
        return UpdateAsync(
            message,
            set => set.SetProperty(m => m.DueAt, due).SetProperty(m => m.LeasedUntil, (DateTime?)null).SetProperty(m => m.LastError, error)
        );
    }

    /// <summary>Sets a message aside for good; a person sees it in the list of abandoned ones.</summary>
    public Task<bool> AbandonAsync(OutboxMessage message, string error)
    {
        var now = Now();
        return UpdateAsync(
            message,
            set =>
                set.SetProperty(m => m.AbandonedAt, now)
                    .SetProperty(m => m.LeasedUntil, (DateTime?)null)
                    .SetProperty(m => m.LastError, error)
        );
    }

    private async Task<OutboxMessage?> TakeAsync(DvcDbContext db, string node, CancellationToken cancellationToken)
    {
        var now = Now();
        var until = now + timing.Lease;
        var free = db.Outbox.Where(m =>
            m.HandledAt == null && m.AbandonedAt == null && m.DueAt <= now && (m.LeasedUntil == null || m.LeasedUntil <= now)
        );

        var waiting = await free.AsNoTracking().OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Candidates).ToListAsync(cancellationToken);
        foreach (var message in waiting)
        {
            var taken = await free.Where(m => m.Id == message.Id && m.Attempts == message.Attempts)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(m => m.LeasedBy, node)
                            .SetProperty(m => m.LeasedUntil, until)
                            .SetProperty(m => m.Attempts, message.Attempts + 1),
                    cancellationToken
                );
            if (taken == 1)
            {
                (message.LeasedBy, message.LeasedUntil, message.Attempts) = (node, until, message.Attempts + 1);
                return message;
            }
        }

        return null;
    }

    // The number of the attempt is the fence: who lost the lease can no longer change anything.
    private async Task<bool> UpdateAsync(
        OutboxMessage message,
        Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<OutboxMessage>> change
    ) =>
        await database.WriteAsync(
            db =>
                db.Outbox.Where(m =>
                        m.Id == message.Id && m.LeasedBy == message.LeasedBy && m.Attempts == message.Attempts && m.HandledAt == null
                    )
                    .ExecuteUpdateAsync(change),
            CancellationToken.None
        ) == 1;

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;
}
