using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Calendars;

/// <summary>The calendar before and after a change.</summary>
public sealed record CalendarPair(WorkingCalendar Before, WorkingCalendar After);

/// <summary>Which due dates a change of the calendar moves, and the moving. Both ask the dossier.</summary>
public sealed class DueMoves(DossierClocks clocks)
{
    private const int Batch = 200;

    /// <summary>The due dates of running dossiers that the change moves.</summary>
    /// <param name="last">The last day that changes; null when the hours do.</param>
    public async Task<List<PlannedMove>> FindAsync(
        DvcDbContext db,
        Guid planId,
        CalendarPair calendars,
        DateOnly? last,
        CancellationToken cancellationToken
    )
    {
        // What was accepted after the last changed day counts by other days.
        var until = last is { } day ? VietnamTime.StartOf(day.AddDays(1)) : DateTime.MaxValue;
        var running = db
            .Dossiers.AsNoTracking()
            .Where(d =>
                (d.Status == DossierStatus.Accepted || d.Status == DossierStatus.InProgress) && d.DueAt != null && !d.IsClockStopped
            )
            .Where(d => d.AcceptedAt < until);
        var moves = new List<PlannedMove>();
        var after = "";
        while (true)
        {
            var batch = await running
                .Include(d => d.Stops)
                .Where(d => d.Number.CompareTo(after) > 0)
                .OrderBy(d => d.Number)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            foreach (var dossier in batch)
            {
                var (was, becomes) = await ClocksAsync(dossier, calendars, cancellationToken);
                if (dossier.DueAfter(was, becomes) is { } due)
                {
                    moves.Add(Move(planId, dossier, due));
                }
            }

            if (batch.Count < Batch)
            {
                return moves;
            }

            after = batch[^1].Number;
        }
    }

    /// <summary>Moves the chosen due dates; what has changed since it was shown stays as it is.</summary>
    /// <returns>How many moved.</returns>
    public async Task<int> MoveAsync(
        DvcDbContext db,
        IReadOnlyList<PlannedMove> chosen,
        CalendarPair calendars,
        Actor by,
        string reason,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var moved = 0;
        foreach (var batch in chosen.Chunk(Batch))
        {
            var shown = batch.ToDictionary(m => m.DossierId);
            var ids = shown.Keys.ToList();
            await db.LockDossiersAsync(ids, cancellationToken);
            foreach (var dossier in await db.Dossiers.Include(d => d.Stops).Where(d => ids.Contains(d.Id)).ToListAsync(cancellationToken))
            {
                var (was, becomes) = await ClocksAsync(dossier, calendars, cancellationToken);
                var move = shown[dossier.Id];
                if (dossier.DueAt == move.From && dossier.DueAfter(was, becomes) == move.To)
                {
                    dossier.MoveDue(by, reason, was, becomes, nowUtc);
                    moved++;
                }
            }
        }

        return moved;
    }

    private async Task<(DossierClock Was, DossierClock Becomes)> ClocksAsync(
        Dossier dossier,
        CalendarPair calendars,
        CancellationToken cancellationToken
    ) =>
        (
            await clocks.OfAsync(dossier.TermsRevisionId, dossier.Channel, calendars.Before, cancellationToken),
            await clocks.OfAsync(dossier.TermsRevisionId, dossier.Channel, calendars.After, cancellationToken)
        );

    private static PlannedMove Move(Guid planId, Dossier dossier, DateTime due) =>
        new()
        {
            PlanId = planId,
            DossierId = dossier.Id,
            Number = dossier.Number,
            From = dossier.DueAt!.Value,
            To = due,
            IsChosen = true,
        };
}
