using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Authoring.Moving;

/// <summary>The plan was dropped, or another node works on it by now.</summary>
internal sealed class PlanLostException : Exception;

/// <summary>One node's turn at a plan. It is taken by the row, said again with every step, and of two nodes only the one that began last counts.</summary>
internal sealed class PlanTurn(DvcDatabase database, TimeProvider clock)
{
    /// <summary>A node that has not said anything for so long is dead. Longer than the longest step.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private DateTime _said = DateTime.MinValue;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The plan that has waited longest, taken; null when none waits or another node was faster.</summary>
    public async Task<PublishingPlan?> TakeAsync(CancellationToken cancellationToken)
    {
        var (now, lease) = (Now, Now + Lease);
        var waiting = await database.ReadAsync(
            db => Due(db, now).OrderBy(p => p.At).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        return waiting is not { } id
            ? null
            : await database.WriteAsync(
                async db =>
                    await Due(db, now)
                        .Where(p => p.Id == id)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(p => p.Attempt, p => p.Attempt + 1).SetProperty(p => p.LeaseUntil, lease),
                            cancellationToken
                        ) == 1
                        ? await db.PublishingPlans.AsNoTracking().SingleAsync(p => p.Id == id, cancellationToken)
                        : null,
                cancellationToken
            );
    }

    /// <summary>Notes in the transaction of a step how far the plan is.</summary>
    /// <exception cref="PlanLostException">The turn is over; the step must not count either.</exception>
    public async Task NoteAsync(DvcDbContext db, PublishingPlan plan, CancellationToken cancellationToken)
    {
        var now = Now;
        var lease = now + Lease;
        if (now - _said >= Pause)
        {
            _said = now;
            db.Changed.Add(plan.Id);
        }

        var mine = await Mine(db, plan)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(p => p.Cursor, plan.Cursor)
                        .SetProperty(p => p.Done, plan.Done)
                        .SetProperty(p => p.Total, plan.Total)
                        .SetProperty(p => p.Report, plan.Report)
                        .SetProperty(p => p.Tallies, plan.Tallies)
                        .SetProperty(p => p.LeaseUntil, lease),
                cancellationToken
            );
        if (mine == 0)
        {
            throw new PlanLostException();
        }
    }

    /// <summary>Ends the turn: the plan goes on to its next state.</summary>
    /// <exception cref="PlanLostException">The turn is over already.</exception>
    public static async Task<PublishingPlan> EndAsync(DvcDbContext db, PublishingPlan plan, CancellationToken cancellationToken)
    {
        db.Changed.Add(plan.Id);
        return await Mine(db, plan).AsTracking().SingleOrDefaultAsync(cancellationToken) ?? throw new PlanLostException();
    }

    /// <summary>The node stops in order: another need not wait until it counts as dead.</summary>
    public Task LetGoAsync(PublishingPlan plan)
    {
        var now = Now;
        return database.WriteAsync(
            db => Mine(db, plan).ExecuteUpdateAsync(set => set.SetProperty(p => p.LeaseUntil, (DateTime?)now)),
            CancellationToken.None
        );
    }

    private static IQueryable<PublishingPlan> Due(DvcDbContext db, DateTime now) =>
        db.PublishingPlans.Where(p =>
            (p.State == PlanState.Reckoning || p.State == PlanState.Moving) && (p.LeaseUntil == null || p.LeaseUntil <= now)
        );

    private static IQueryable<PublishingPlan> Mine(DvcDbContext db, PublishingPlan plan) =>
        db.PublishingPlans.Where(p => p.Id == plan.Id && p.Attempt == plan.Attempt && p.State == plan.State);
}
