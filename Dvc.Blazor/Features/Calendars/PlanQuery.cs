using System.Text.Json;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Calendars;

/// <summary>A planned change with a page of the due dates it would move.</summary>
/// <param name="IsOutdated">Whether another administrator has changed the calendar since.</param>
/// <param name="Found">How many due dates it would move.</param>
/// <param name="Chosen">How many of them are to be moved.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">At least 1.</param>
public sealed record PlanView(
    CalendarChange Change,
    bool IsOutdated,
    IReadOnlyList<PlannedMove> Moves,
    int Found,
    int Chosen,
    int Page,
    int Pages
);

/// <summary>Reads a planned change for the administrator who plans it.</summary>
public sealed class PlanQuery(DvcDatabase database, Administrators administrators)
{
    public const int PageSize = 50;

    /// <summary>A page of the plan; null for everybody else, and when it is carried out or dropped.</summary>
    public Task<PlanView?> RunAsync(Guid byId, Guid planId, int page, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var plan = await db.CalendarPlans.SingleOrDefaultAsync(p => p.Id == planId && p.ById == byId, cancellationToken);
                if (plan is null || !await administrators.KeepCalendarAsync(db, byId, cancellationToken))
                {
                    return null;
                }

                var moves = db.PlannedMoves.Where(m => m.PlanId == planId);
                var found = await moves.CountAsync(cancellationToken);
                var pages = Math.Max(1, (found + PageSize - 1) / PageSize);
                var shown = Math.Clamp(page, 1, pages);
                return new PlanView(
                    JsonSerializer.Deserialize<CalendarChange>(plan.Change)!,
                    (await db.LatestEditionAsync(cancellationToken)).Number != plan.Edition,
                    await moves.OrderBy(m => m.Number).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken),
                    found,
                    await moves.CountAsync(m => m.IsChosen, cancellationToken),
                    shown,
                    pages
                );
            },
            cancellationToken
        );
}
