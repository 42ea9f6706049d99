using System.Linq.Expressions;
using Dvc.Blazor.Domain.Dossiers;
using Microsoft.EntityFrameworkCore;
using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>Numbers of one unit and sector, in one month where they have one.</summary>
internal sealed record Cell(string Unit, string Sector, string? Month, Figures Figures);

/// <summary>
/// Counts dossiers in the database, one statement for each kind of thing that can happen to them; what comes back is one row for each unit, sector and month.
/// </summary>
/// <param name="dossiers">Those that may be counted.</param>
/// <param name="period">When.</param>
/// <param name="nowUtc">Now, UTC: what is to come is not late yet.</param>
internal sealed class StatisticsCount(IQueryable<Dossier> dossiers, Period period, DateTime nowUtc)
{
    // Vietnam has kept one offset since long before the first dossier, so months and days can be told by adding it.
    private const int Offset = 7;

    private readonly DateTime _start = period.StartUtc;
    private readonly DateTime _end = period.EndUtc;

    /// <summary>UTC; up to when what is pending is looked at.</summary>
    public DateTime AsOf => nowUtc < _end ? nowUtc : _end;

    private IQueryable<Dossier> Completed => dossiers.Where(d => d.CompletedAt >= _start && d.CompletedAt < _end);

    public async Task<IReadOnlyList<Cell>> CellsAsync(CancellationToken cancellationToken) =>
        [
            .. await FiledAsync(cancellationToken),
            .. await ReceivedAsync(cancellationToken),
            .. await CompletedAsync(cancellationToken),
            .. await WithdrawnAsync(cancellationToken),
            .. await EndedAsync(cancellationToken),
            .. await PendingAsync(cancellationToken),
            .. await CarriedOverAsync(cancellationToken),
        ];

    private async Task<IEnumerable<Cell>> FiledAsync(CancellationToken cancellationToken)
    {
        var rows = await dossiers
            .Where(d => d.SubmittedAt >= _start && d.SubmittedAt < _end)
            .Select(d => new
            {
                d.UnitId,
                d.SectorCode,
                Day = d.SubmittedAt.AddHours(Offset),
            })
            .GroupBy(d => new
            {
                d.UnitId,
                d.SectorCode,
                d.Day.Year,
                d.Day.Month,
            })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return rows.Select(r => new Cell(r.Key.UnitId, r.Key.SectorCode, Month(r.Key.Year, r.Key.Month), new() { Filed = r.Count }));
    }

    private async Task<IEnumerable<Cell>> ReceivedAsync(CancellationToken cancellationToken)
    {
        var rows = await dossiers
            .Where(d => d.AcceptedAt >= _start && d.AcceptedAt < _end)
            .Select(d => new
            {
                d.UnitId,
                d.SectorCode,
                Day = d.AcceptedAt!.Value.AddHours(Offset),
            })
            .GroupBy(d => new
            {
                d.UnitId,
                d.SectorCode,
                d.Day.Year,
                d.Day.Month,
            })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return rows.Select(r => new Cell(r.Key.UnitId, r.Key.SectorCode, Month(r.Key.Year, r.Key.Month), new() { Received = r.Count }));
    }

    private async Task<IEnumerable<Cell>> CompletedAsync(CancellationToken cancellationToken)
    {
        var rows = await Completed
            .Select(d => new
            {
                d.UnitId,
                d.SectorCode,
                d.SupplementsSent,
                Day = d.CompletedAt!.Value.AddHours(Offset),
                HasLimit = d.DueOriginal != null,
                IsLate = d.CompletedAt > d.DueOriginal,
                IsEarly = d.CompletedAt!.Value.AddHours(Offset).Date < d.DueOriginal!.Value.AddHours(Offset).Date,
            })
            .GroupBy(d => new
            {
                d.UnitId,
                d.SectorCode,
                d.Day.Year,
                d.Day.Month,
            })
            .Select(g => new
            {
                g.Key,
                Unlimited = g.Count(d => !d.HasLimit),
                Early = g.Count(d => d.IsEarly),
                OnTime = g.Count(d => d.HasLimit && !d.IsEarly && !d.IsLate),
                Late = g.Count(d => d.IsLate),
                Once = g.Count(d => d.SupplementsSent == 1),
                Again = g.Count(d => d.SupplementsSent > 1),
            })
            .ToListAsync(cancellationToken);
        return rows.Select(r => new Cell(
            r.Key.UnitId,
            r.Key.SectorCode,
            Month(r.Key.Year, r.Key.Month),
            new()
            {
                Unlimited = r.Unlimited,
                Early = r.Early,
                OnTime = r.OnTime,
                Late = r.Late,
                AskedOnce = r.Once,
                AskedAgain = r.Again,
            }
        ));
    }

    private async Task<IEnumerable<Cell>> WithdrawnAsync(CancellationToken cancellationToken)
    {
        var rows = await dossiers
            .Where(d => d.WithdrawnAt >= _start && d.WithdrawnAt < _end)
            .Select(d => new
            {
                d.UnitId,
                d.SectorCode,
                Day = d.WithdrawnAt!.Value.AddHours(Offset),
            })
            .GroupBy(d => new
            {
                d.UnitId,
                d.SectorCode,
                d.Day.Year,
                d.Day.Month,
            })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return rows.Select(r => new Cell(r.Key.UnitId, r.Key.SectorCode, Month(r.Key.Year, r.Key.Month), new() { Withdrawn = r.Count }));
    }

    // Refused and discontinued dossiers keep their moment in the passage only. One that was taken up again within the period is not discontinued.
    private async Task<IEnumerable<Cell>> EndedAsync(CancellationToken cancellationToken)
    {
        var rows = await dossiers
            .Where(d => d.UpdatedAt >= _start && d.SubmittedAt < _end)
            .SelectMany(d => d.Steps, (d, s) => new { Dossier = d, Step = s })
            .Where(x => x.Step.At >= _start && x.Step.At < _end && x.Step.From != x.Step.To)
            .Where(x =>
                x.Step.To == Refused
                || x.Step.To == Discontinued
                    && !x.Dossier.Steps.Any(r =>
                        r.From == Discontinued && r.To != Discontinued && r.At < _end && r.Ordinal > x.Step.Ordinal
                    )
            )
            .Select(x => new
            {
                x.Dossier.UnitId,
                x.Dossier.SectorCode,
                x.Step.To,
                Day = x.Step.At.AddHours(Offset),
            })
            .GroupBy(d => new
            {
                d.UnitId,
                d.SectorCode,
                d.To,
                d.Day.Year,
                d.Day.Month,
            })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return rows.Select(r => new Cell(
            r.Key.UnitId,
            r.Key.SectorCode,
            Month(r.Key.Year, r.Key.Month),
            r.Key.To == Refused ? new() { Refused = r.Count } : new() { Discontinued = r.Count }
        ));
    }

    private async Task<IEnumerable<Cell>> PendingAsync(CancellationToken cancellationToken)
    {
        var rows = await Standing(dossiers.Where(PendingAt(_end)))
            .GroupBy(d => new
            {
                d.UnitId,
                d.SectorCode,
                d.IsPaused,
                d.IsOverdue,
            })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return rows.Select(r => new Cell(r.Key.UnitId, r.Key.SectorCode, null, Pending(r.Key.IsPaused, r.Key.IsOverdue, r.Count)));
    }

    private async Task<IEnumerable<Cell>> CarriedOverAsync(CancellationToken cancellationToken)
    {
        var rows = await dossiers
            .Where(PendingAt(_start))
            .GroupBy(d => new { d.UnitId, d.SectorCode })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return rows.Select(r => new Cell(r.Key.UnitId, r.Key.SectorCode, null, new() { CarriedOver = r.Count }));
    }

    /// <summary>What officers did, and what lies with them. Key is the account, or the name of somebody without one.</summary>
    public async Task<IReadOnlyList<FiguresOf>> OfficersAsync(CancellationToken cancellationToken)
    {
        var accepted = await Acts(dossiers.Where(d => d.UpdatedAt >= _start && d.SubmittedAt < _end))
            .GroupBy(s => new
            {
                s.ActorId,
                Name = s.ActorId == null ? s.ActorName : null,
                s.To,
            })
            .Select(g => new
            {
                g.Key.ActorId,
                g.Key.To,
                Name = g.Max(s => s.ActorName),
                Count = g.Count(),
            })
            .ToListAsync(cancellationToken);
        var completed = await Examined()
            .GroupBy(d => new { d.Who, Known = d.Who == null ? d.Name : null })
            .Select(g => new
            {
                g.Key.Who,
                Name = g.Max(d => d.Name),
                Unlimited = g.Count(d => !d.HasLimit),
                Early = g.Count(d => d.IsEarly),
                OnTime = g.Count(d => d.HasLimit && !d.IsEarly && !d.IsLate),
                Late = g.Count(d => d.IsLate),
            })
            .ToListAsync(cancellationToken);
        var pending = await Standing(dossiers.Where(PendingAt(_end)).Where(d => d.AssigneeId != null))
            .GroupBy(d => new
            {
                d.AssigneeId,
                d.IsPaused,
                d.IsOverdue,
            })
            .Select(g => new
            {
                g.Key,
                Name = g.Max(d => d.AssigneeName),
                Count = g.Count(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. accepted
                .Select(r => Officer(r.ActorId, r.Name, r.To == Refused ? new() { Refused = r.Count } : new() { Received = r.Count }))
                .Concat(
                    completed.Select(r =>
                        Officer(
                            r.Who,
                            r.Name,
                            new()
                            {
                                Unlimited = r.Unlimited,
                                Early = r.Early,
                                OnTime = r.OnTime,
                                Late = r.Late,
                            }
                        )
                    )
                )
                .Concat(pending.Select(r => Officer(r.Key.AssigneeId, r.Name, Pending(r.Key.IsPaused, r.Key.IsOverdue, r.Count))))
                .GroupBy(o => o.Key)
                .Select(g => new FiguresOf(g.Key, g.Max(o => o.Name)!, Figures.Sum(g.Select(o => o.Figures)))),
        ];
    }

    /// <summary>Accepted and neither completed, withdrawn nor discontinued at a moment: so it is open still, or has moved since.</summary>
    private static Expression<Func<Dossier, bool>> PendingAt(DateTime moment) =>
        d =>
            (d.IsOpen || d.UpdatedAt >= moment)
            && d.AcceptedAt < moment
            && (d.CompletedAt == null || d.CompletedAt >= moment)
            && (d.WithdrawnAt == null || d.WithdrawnAt >= moment)
            && !d.Steps.Any(s =>
                s.To == Discontinued
                && s.From != Discontinued
                && s.At < moment
                && !d.Steps.Any(r => r.From == Discontinued && r.To != Discontinued && r.At < moment && r.Ordinal > s.Ordinal)
            );

    private IQueryable<Position> Standing(IQueryable<Dossier> pending)
    {
        var asOf = AsOf;
        return pending.Select(d => new Position
        {
            UnitId = d.UnitId,
            SectorCode = d.SectorCode,
            AssigneeId = d.AssigneeId,
            AssigneeName = d.AssigneeName,
            IsPaused = d.Stops.Any(s => s.From < _end && (s.To == null || s.To >= _end)),
            IsOverdue = d.DueOriginal < asOf,
        });
    }

    private IQueryable<ProcessingStep> Acts(IQueryable<Dossier> those) =>
        those
            .SelectMany(d => d.Steps)
            .Where(s =>
                s.At >= _start
                && s.At < _end
                && ((s.Act == DossierAct.Accept && s.To == Accepted) || (s.Act == DossierAct.Refuse && s.To == Refused))
            );

    // Who laid it before a leader last, or else who completed it.
    private IQueryable<Examination> Examined()
    {
        var proposed = Completed
            .SelectMany(d => d.Approvals, (d, a) => new { Dossier = d, Proposal = a })
            .Where(x =>
                x.Proposal.Verdict == ApprovalVerdict.Submitted
                && !x.Dossier.Approvals.Any(b => b.Verdict == ApprovalVerdict.Submitted && b.Ordinal > x.Proposal.Ordinal)
            )
            .Select(x => new Examination
            {
                Who = x.Proposal.ById,
                Name = x.Proposal.ByName,
                HasLimit = x.Dossier.DueOriginal != null,
                IsLate = x.Dossier.CompletedAt > x.Dossier.DueOriginal,
                IsEarly = x.Dossier.CompletedAt!.Value.AddHours(Offset).Date < x.Dossier.DueOriginal!.Value.AddHours(Offset).Date,
            });
        var direct = Completed
            .Where(d => !d.Approvals.Any(a => a.Verdict == ApprovalVerdict.Submitted))
            .SelectMany(d => d.Steps, (d, s) => new { Dossier = d, Step = s })
            .Where(x => x.Step.To == DossierStatus.Completed && (x.Step.From == Accepted || x.Step.From == InProgress))
            .Select(x => new Examination
            {
                Who = x.Step.ActorId,
                Name = x.Step.ActorName,
                HasLimit = x.Dossier.DueOriginal != null,
                IsLate = x.Dossier.CompletedAt > x.Dossier.DueOriginal,
                IsEarly = x.Dossier.CompletedAt!.Value.AddHours(Offset).Date < x.Dossier.DueOriginal!.Value.AddHours(Offset).Date,
            });
        return proposed.Concat(direct);
    }

    private static Figures Pending(bool isPaused, bool isOverdue, int count) =>
        isPaused ? new() { Paused = count }
        : isOverdue ? new() { Overdue = count }
        : new() { InTime = count };

    private static FiguresOf Officer(Guid? id, string? name, Figures figures) => new(id?.ToString() ?? name ?? "", name ?? "", figures);

    private static string Month(int year, int month) => $"{year:0000}-{month:00}";

    private sealed class Position
    {
        public required string UnitId { get; init; }

        public required string SectorCode { get; init; }

        public required Guid? AssigneeId { get; init; }

        public required string? AssigneeName { get; init; }

        public required bool IsPaused { get; init; }

        public required bool IsOverdue { get; init; }
    }

    private sealed class Examination
    {
        public required Guid? Who { get; init; }

        public required string Name { get; init; }

        public required bool HasLimit { get; init; }

        public required bool IsLate { get; init; }

        public required bool IsEarly { get; init; }
    }
}
