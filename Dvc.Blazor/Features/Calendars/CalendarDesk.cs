using System.Text.Json;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Calendars;

/// <summary>What a confirmed change has done.</summary>
/// <param name="Moved">Due dates that moved.</param>
/// <param name="Left">Due dates that stay as promised.</param>
public sealed record CalendarChanged(int Moved, int Left);

/// <summary>Changes the working calendar in two acts: the plan shows which due dates it would move, the confirmation carries it out.</summary>
public sealed class CalendarDesk(DvcDatabase database, Administrators administrators, DueMoves dues, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Plans a change; nothing of the calendar changes yet. An older plan of the same administrator is dropped.</summary>
    /// <returns>Id of the plan.</returns>
    /// <exception cref="RuleViolationException">No administrator of the system, or a change that cannot be.</exception>
    public Task<Guid> PlanAsync(Guid byId, CalendarChange change, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await RequireKeeperAsync(db, byId, cancellationToken);
                await db.CalendarPlans.Where(p => p.ById == byId).ExecuteDeleteAsync(cancellationToken);
                var edition = await db.LatestEditionAsync(cancellationToken);
                var days = await db.CalendarDays.AsNoTracking().ToListAsync(cancellationToken);
                if (change.Hours == edition.Hours)
                {
                    change = change with { Hours = null };
                }

                var (calendars, _) = Pair(change, days, edition);
                var plan = new CalendarPlan
                {
                    Id = Guid.CreateVersion7(),
                    ById = byId,
                    Edition = edition.Number,
                    Change = JsonSerializer.Serialize(change),
                    At = Now,
                };
                db.CalendarPlans.Add(plan);
                DateOnly? last = change.Hours is null ? change.Days.Max(d => d.Date) : null;
                db.PlannedMoves.AddRange(await dues.FindAsync(db, plan.Id, calendars, last, cancellationToken));
                return plan.Id;
            },
            cancellationToken
        );

    /// <summary>Notes which of the shown due dates are to be moved.</summary>
    /// <exception cref="RuleViolationException">No such plan.</exception>
    public Task ChooseAsync(
        Guid byId,
        Guid planId,
        IReadOnlyCollection<string> shown,
        IReadOnlyCollection<string> ticked,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async db =>
            {
                await FindAsync(db, byId, planId, cancellationToken);
                var moves = db.PlannedMoves.Where(m => m.PlanId == planId && shown.Contains(m.Number));
                await moves.ExecuteUpdateAsync(m => m.SetProperty(x => x.IsChosen, x => ticked.Contains(x.Number)), cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Notes that all due dates are to be moved, or none.</summary>
    /// <exception cref="RuleViolationException">No such plan.</exception>
    public Task ChooseAllAsync(Guid byId, Guid planId, bool isChosen, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await FindAsync(db, byId, planId, cancellationToken);
                await db
                    .PlannedMoves.Where(m => m.PlanId == planId)
                    .ExecuteUpdateAsync(m => m.SetProperty(x => x.IsChosen, isChosen), cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Carries the plan out: the calendar and the chosen due dates change together or not at all.</summary>
    /// <exception cref="RuleViolationException">No such plan, or another administrator has changed the calendar since it was made.</exception>
    public Task<CalendarChanged> ConfirmAsync(Guid byId, Guid planId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await db.LockCalendarAsync(cancellationToken);
                var plan = await FindAsync(db, byId, planId, cancellationToken);
                var standing = await db.LatestEditionAsync(cancellationToken);
                if (standing.Number != plan.Edition)
                {
                    throw new RuleViolationException("Calendar.ChangedMeanwhile");
                }

                var change = JsonSerializer.Deserialize<CalendarChange>(plan.Change)!;
                var (calendars, added) = Pair(change, await db.CalendarDays.ToListAsync(cancellationToken), standing);
                db.CalendarDays.AddRange(added);
                var name = await db.Users.Where(u => u.Id == byId).Select(u => u.FullName).SingleAsync(cancellationToken);
                var moves = await db.PlannedMoves.AsNoTracking().Where(m => m.PlanId == planId).ToListAsync(cancellationToken);
                var moved = await dues.MoveAsync(
                    db,
                    moves.FindAll(m => m.IsChosen),
                    calendars,
                    new Actor(byId, name, ActorKind.Officer),
                    CalendarWords.Reason(change),
                    Now,
                    cancellationToken
                );
                db.CalendarEditions.Add(
                    new CalendarEdition
                    {
                        Number = standing.Number + 1,
                        At = Now,
                        ById = byId,
                        ByName = name,
                        Change = plan.Change,
                        Moved = moved,
                        Left = moves.Count - moved,
                        Hours = calendars.After.Hours,
                    }
                );
                db.CalendarPlans.Remove(plan);
                return new CalendarChanged(moved, moves.Count - moved);
            },
            cancellationToken
        );

    /// <summary>Drops the plan.</summary>
    /// <exception cref="RuleViolationException">No such plan.</exception>
    public Task DropAsync(Guid byId, Guid planId, CancellationToken cancellationToken) =>
        database.WriteAsync(async db => db.CalendarPlans.Remove(await FindAsync(db, byId, planId, cancellationToken)), cancellationToken);

    private static (CalendarPair Calendars, IReadOnlyList<CalendarDay> Added) Pair(
        CalendarChange change,
        List<CalendarDay> days,
        CalendarEdition edition
    )
    {
        var before = new WorkingCalendar(days, edition.Hours);
        var added = change.ApplyTo(days);
        return (new CalendarPair(before, new WorkingCalendar([.. days, .. added], change.Hours ?? edition.Hours)), added);
    }

    private async Task<CalendarPlan> FindAsync(DvcDbContext db, Guid byId, Guid planId, CancellationToken cancellationToken)
    {
        await RequireKeeperAsync(db, byId, cancellationToken);
        return await db.CalendarPlans.SingleOrDefaultAsync(p => p.Id == planId && p.ById == byId, cancellationToken)
            ?? throw new RuleViolationException("Calendar.NotFound");
    }

    private async Task RequireKeeperAsync(DvcDbContext db, Guid byId, CancellationToken cancellationToken)
    {
        if (!await administrators.KeepCalendarAsync(db, byId, cancellationToken))
        {
            throw new RuleViolationException("Calendar.NotFound");
        }
    }
}
