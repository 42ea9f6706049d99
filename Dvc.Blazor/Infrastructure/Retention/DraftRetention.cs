using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Retention;

/// <summary>
/// Drafts nobody goes on with: a mail first, then they go with their answers and papers (the bytes follow in the sweep of stored files). Each draft is looked
/// at anew in the transaction that changes it, so that nodes and repetitions do no harm.
/// </summary>
internal sealed class DraftRetention(DvcDatabase database, AccountLetters letters, IOptions<RetentionOptions> options, TimeProvider clock)
{
    /// <summary>Days after which a draft that an officer left at the counter goes, without a mail: the applicant's data is not the officer's to keep.</summary>
    public const int CounterDays = 14;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Warns the owners of drafts that have lain for long; returns how many.</summary>
    public Task<int> WarnAsync(CancellationToken cancellationToken)
    {
        var before = Now.AddDays(-options.Value.DraftWarningDays);
        return EachAsync(
            db =>
                db.Drafts.Where(d =>
                    d.DossierId == null
                    && d.RequestId == null
                    && d.CounterMark == null
                    && d.UpdatedAt <= before
                    && (d.WarnedAt == null || d.WarnedAt < d.UpdatedAt)
                ),
            (db, draft) => WarnAsync(db, draft, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Deletes drafts whose owners were warned in time, what is left of drafts that became dossiers, and answers begun to requests that are closed;
    /// returns how many.</summary>
    public Task<int> DeleteAsync(CancellationToken cancellationToken)
    {
        var (before, warnedBefore) = (Now.AddDays(-options.Value.DraftDays), Now - options.Value.Notice);
        var counterBefore = Now.AddDays(-CounterDays);
        return EachAsync(
            db =>
                db.Drafts.Where(d =>
                    (d.CounterMark != null && d.DossierId == null && d.UpdatedAt <= counterBefore)
                    || d.UpdatedAt <= before
                        && (
                            d.DossierId != null
                            || (d.WarnedAt >= d.UpdatedAt && d.WarnedAt <= warnedBefore)
                            || (
                                d.RequestId != null
                                && !db.Supplements.Any(s => s.Id == d.RequestId && s.State == SupplementState.Sent)
                                && !db.Obligations.Any(o =>
                                    o.Id == d.RequestId && (o.State == ObligationState.Due || o.State == ObligationState.Proved)
                                )
                            )
                        )
                ),
            (db, draft) =>
            {
                db.Drafts.Remove(draft);
                db.Changed.Add(draft.Id);
                return Task.CompletedTask;
            },
            cancellationToken
        );
    }

    private async Task WarnAsync(DvcDbContext db, Draft draft, CancellationToken cancellationToken)
    {
        draft.WarnedAt = Now;
        var owner = await db.Users.SingleOrDefaultAsync(u => u.Id == draft.OwnerId, cancellationToken);
        var procedure = await db
            .Procedures.Where(p => p.Code == draft.ProcedureCode)
            .Select(p => p.Name)
            .SingleOrDefaultAsync(cancellationToken);
        if (owner is { Email: not null })
        {
            var day = VietnamTime.DateOf(Now + options.Value.Notice);
            letters.Add(
                db,
                AccountLetter.DraftExpiring(owner, procedure ?? draft.ProcedureCode, day, $"nop-ho-so/{draft.ProcedureCode}/{draft.Step}")
            );
        }
    }

    private async Task<int> EachAsync(
        Func<DvcDbContext, IQueryable<Draft>> meant,
        Func<DvcDbContext, Draft, Task> act,
        CancellationToken cancellationToken
    )
    {
        var ids = await database.ReadAsync(
            db => meant(db).OrderBy(d => d.UpdatedAt).Select(d => d.Id).ToListAsync(cancellationToken),
            cancellationToken
        );
        var done = 0;
        foreach (var id in ids)
        {
            done += await database.WriteAsync(
                async db =>
                {
                    await db.LockDraftAsync(id, cancellationToken);
                    if (await meant(db).SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } draft)
                    {
                        return 0;
                    }

                    await act(db, draft);
                    return 1;
                },
                cancellationToken
            );
        }

        return done;
    }
}
