using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>The time that the definition of a procedure gives each stage of the way (phân đoạn giữa cơ quan), and how it is counted.</summary>
/// <param name="Clock">The office's clock.</param>
/// <param name="Limits">The limits of the stages that have one.</param>
/// <param name="StageOf">The stage an agency belongs to, a position in <paramref name="Limits"/>; null of an agency outside all stages.</param>
public sealed record StageBudgets(ProcessingClock Clock, IReadOnlyList<TimeLimit> Limits, Func<string, int?> StageOf)
{
    /// <summary>Says of each passage that leaves a stage how the stage kept its time. While the dossier lies elsewhere, or the applicant has the next
    /// move, the time of the stage stands still.</summary>
    /// <param name="rows">Passages of the dossier itself in their order.</param>
    /// <param name="startsAt">UTC; when the dossier was accepted.</param>
    /// <param name="stops">Times the clock of the dossier stood still.</param>
    public IEnumerable<SheetRow> Judge(IReadOnlyList<SheetRow> rows, DateTime startsAt, IReadOnlyList<ClockStop> stops)
    {
        var entered = new Dictionary<int, DateTime>();
        var left = new Dictionary<int, DateTime>();
        var away = new Dictionary<int, List<ClockPause>>();
        foreach (var row in rows)
        {
            if (row.Matter == SheetMatter.TakenBack)
            {
                yield return row;
                continue;
            }

            var (from, to) = (Of(row.From), Of(row.To));
            var judged = row;
            if (from is { } stage && stage != to && entered.TryGetValue(stage, out var since))
            {
                var pauses = Merged(
                    [.. away.GetValueOrDefault(stage, []), .. stops.Select(s => new ClockPause(s.From, s.To, s.Rule))],
                    row.HandedAt
                );
                var due = Clock.DueFor(since, Limits[stage], pauses).DueAt;
                judged = row with { Kept = Compare(row.HandedAt, due) };
                left[stage] = row.HandedAt;
            }

            if (to is { } next && next != from)
            {
                var at = row.HandedAt < startsAt ? startsAt : row.HandedAt;
                if (!entered.TryAdd(next, at) && left.TryGetValue(next, out var gone))
                {
                    (away.TryGetValue(next, out var known) ? known : away[next] = []).Add(new ClockPause(gone, at, PauseRule.Resume));
                }
            }

            yield return judged;
        }
    }

    /// <summary>How a time was kept; null without one.</summary>
    /// <param name="at">UTC; when it was done.</param>
    /// <param name="due">UTC.</param>
    public static Punctuality? Compare(DateTime at, DateTime? due) =>
        due is not { } limit ? null
        : at > limit ? Punctuality.Late
        : VietnamTime.DateOf(at) < VietnamTime.DateOf(limit) ? Punctuality.Ahead
        : Punctuality.OnTime;

    private int? Of(SheetParty party) => party.AgencyId is { } agency ? StageOf(agency) : null;

    // Of times that overlap one is made; where one of them starts the clock again, so does the whole.
    private static List<ClockPause> Merged(IEnumerable<ClockPause> pauses, DateTime until)
    {
        var merged = new List<ClockPause>();
        foreach (var pause in pauses.Where(p => p.From < until).OrderBy(p => p.From))
        {
            var end = pause.To is { } to && to < until ? to : until;
            if (merged.Count > 0 && merged[^1] is var last && pause.From <= last.To)
            {
                merged[^1] = new ClockPause(
                    last.From,
                    end > last.To ? end : last.To,
                    pause.Rule == PauseRule.Restart ? PauseRule.Restart : last.Rule
                );
                continue;
            }

            merged.Add(pause with { To = end });
        }

        return merged;
    }
}
