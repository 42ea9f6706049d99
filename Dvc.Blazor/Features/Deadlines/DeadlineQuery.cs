using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Blazor.Features.Deadlines;

/// <summary>Somebody's or some unit's running work.</summary>
/// <param name="Name">The officer, empty when nobody has taken it; or the unit.</param>
/// <param name="Running">How many dossiers.</param>
/// <param name="Soon">Of these due within <see cref="DueSoon.Days"/> working days.</param>
/// <param name="Late">Of these late.</param>
public sealed record DeadlineLoad(string Name, int Running, int Soon, int Late);

/// <summary>A dossier or a part of the work on one, with its date.</summary>
/// <param name="What">The procedure, or what is asked.</param>
/// <param name="DueAt">UTC.</param>
public sealed record DeadlineRow(string Number, string What, DateTime DueAt, string? AssigneeName, string HeldBy);

/// <param name="Apologies">Of which an apology is being prepared.</param>
/// <param name="Subtasks">Open parts of the work of which the officer's places are to do one or lead the dossier, by their own dates.</param>
/// <param name="LateCount">How many are late in all; the list shows the first.</param>
/// <param name="SoonCount">How many are due soon in all; the list shows the first.</param>
/// <param name="ReadAt">UTC.</param>
public sealed record DeadlineBoard(
    IReadOnlyList<DeadlineRow> Late,
    IReadOnlyList<DeadlineRow> Soon,
    IReadOnlyList<DeadlineRow> Apologies,
    IReadOnlyList<DeadlineRow> Subtasks,
    IReadOnlyList<DeadlineLoad> ByOfficer,
    IReadOnlyList<DeadlineLoad> ByUnit,
    int LateCount,
    int SoonCount,
    DateTime ReadAt
);

/// <summary>What runs in an officer's scope, by how its time stands.</summary>
public sealed class DeadlineQuery(DvcDatabase database, Officers officers, WorkingCalendars calendars, TimeProvider clock)
{
    /// <summary>Rows of each list.</summary>
    public const int MaxRows = 50;

    /// <summary>The board; null for somebody who is no officer.</summary>
    public async Task<DeadlineBoard?> RunAsync(Guid userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var soon = DueSoon.Before(calendar, now);
        return await database.ReadAsync(
            async db =>
            {
                if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
                {
                    return null;
                }

                // Running dossiers are few beside those that are done, and lie together in the indexes of what is open.
                var running = db.Dossiers.For(officer).Where(d => d.IsOpen && (d.Status == Accepted || d.Status == InProgress));
                var late = running.Where(d => d.DueAt < now);
                var next = running.Where(d => d.DueAt >= now && d.DueAt < soon);
                var loads = await running
                    .GroupBy(d => new { d.ProcessingAgencyId, d.AssigneeName })
                    .Select(g => new
                    {
                        g.Key.ProcessingAgencyId,
                        g.Key.AssigneeName,
                        All = g.Count(),
                        Soon = g.Count(d => d.DueAt >= now && d.DueAt < soon),
                        Late = g.Count(d => d.DueAt < now),
                    })
                    .ToListAsync(cancellationToken);
                var units = loads.Select(l => l.ProcessingAgencyId).Distinct().ToList();
                var names = await db.Agencies.Where(a => units.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, cancellationToken);
                return new DeadlineBoard(
                    await Rows(db, late).ToListAsync(cancellationToken),
                    await Rows(db, next).ToListAsync(cancellationToken),
                    await Rows(db, running.Where(d => (d.OpenLetters & LetterForms.Apology) != LetterForms.None))
                        .ToListAsync(cancellationToken),
                    await SubtasksAsync(db, officer, cancellationToken),
                    Sum(loads.Select(l => new DeadlineLoad(l.AssigneeName ?? "", l.All, l.Soon, l.Late))),
                    Sum(
                        loads.Select(l => new DeadlineLoad(
                            names.GetValueOrDefault(l.ProcessingAgencyId, l.ProcessingAgencyId),
                            l.All,
                            l.Soon,
                            l.Late
                        ))
                    ),
                    loads.Sum(l => l.Late),
                    loads.Sum(l => l.Soon),
                    now
                );
            },
            cancellationToken
        );
    }

    private static IReadOnlyList<DeadlineLoad> Sum(IEnumerable<DeadlineLoad> loads) =>
        [
            .. loads
                .GroupBy(l => l.Name)
                .Select(g => new DeadlineLoad(g.Key, g.Sum(l => l.Running), g.Sum(l => l.Soon), g.Sum(l => l.Late)))
                .OrderByDescending(l => l.Late)
                .ThenByDescending(l => l.Soon)
                .ThenByDescending(l => l.Running),
        ];

    private static Task<List<DeadlineRow>> SubtasksAsync(DvcDbContext db, Officer officer, CancellationToken cancellationToken)
    {
        var places = officer.Postings.Select(p => p.AgencyId).ToList();
        var led = db.Dossiers.For(officer).Select(d => d.Id);
        return db
            .Subtasks.Where(s => s.State == SubtaskState.Given || s.State == SubtaskState.Taken)
            .Where(s => places.Contains(s.AgencyId) || led.Contains(s.DossierId))
            .OrderBy(s => s.DueAt)
            .ThenBy(s => s.Id)
            .Take(MaxRows)
            .Select(s => new DeadlineRow(
                db.Dossiers.Where(d => d.Id == s.DossierId).Select(d => d.Number).First(),
                s.Content,
                s.DueAt,
                s.OfficerName,
                db.Agencies.Where(a => a.Id == s.AgencyId).Select(a => a.Name).FirstOrDefault() ?? ""
            ))
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<DeadlineRow> Rows(DvcDbContext db, IQueryable<Dossier> dossiers) =>
        dossiers
            .OrderBy(d => d.DueAt)
            .ThenBy(d => d.Id)
            .Take(MaxRows)
            .Select(d => new DeadlineRow(
                d.Number,
                d.ProcedureName,
                d.DueAt!.Value,
                d.AssigneeName,
                db.Agencies.Where(a => a.Id == d.ProcessingAgencyId).Select(a => a.Name).FirstOrDefault() ?? ""
            ));
}
