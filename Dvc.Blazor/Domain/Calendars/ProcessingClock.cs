namespace Dvc.Blazor.Domain.Calendars;

/// <summary>Counts time limits (đồng hồ thời hạn). Moments go in and come out in UTC; days and hours are those of the zone.
/// A receipt outside office hours or on a day off counts as made at the next opening.</summary>
public sealed class ProcessingClock(WorkingCalendar calendar, TimeZoneInfo zone)
{
    /// <summary>The deadline of a dossier received at a moment.</summary>
    /// <param name="received">UTC.</param>
    /// <param name="pauses">Times the clock stood still, not overlapping.</param>
    /// <param name="extensions">Units added by apology; the law allows one. Of a same-day procedure: working days.</param>
    /// <exception cref="RuleViolationException">A second extension (Deadline.ExtendedTwice) or overlapping pauses (Deadline.PausesOverlap).</exception>
    public Deadline DueFor(
        DateTime received,
        TimeLimit limit,
        IReadOnlyList<ClockPause>? pauses = null,
        IReadOnlyList<decimal>? extensions = null
    )
    {
        if (extensions is { Count: > 1 })
        {
            throw new RuleViolationException("Deadline.ExtendedTwice");
        }

        return new ClockRun(calendar, zone, limit).Run(
            received,
            [.. Ordered(pauses ?? [])],
            extensions is [var extension] ? extension : null
        );
    }

    /// <summary>By when an online filing must be accepted or answered: eight office hours.</summary>
    /// <param name="filed">UTC.</param>
    public Deadline AcceptBy(DateTime filed) => DueFor(filed, TimeLimit.Acceptance);

    /// <summary>Whether an extension can still be asked for: at least one working day before the due date, once.</summary>
    /// <param name="now">UTC.</param>
    public bool MayExtend(Deadline deadline, DateTime now) =>
        deadline.DueOn is { } due && deadline.DueOn == deadline.OriginalDueOn && calendar.WorkingDaysBetween(Local(now), due) >= 1;

    /// <summary>Working days from now to a date; negative when it has passed.</summary>
    /// <param name="now">UTC.</param>
    public int WorkingDaysLeft(DateOnly due, DateTime now) => calendar.WorkingDaysBetween(Local(now), due);

    private DateOnly Local(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));

    private static IEnumerable<ClockPause> Ordered(IReadOnlyList<ClockPause> pauses)
    {
        var end = DateTime.MinValue;
        foreach (var pause in pauses.OrderBy(pause => pause.From))
        {
            if (pause.From < end || pause.To < pause.From)
            {
                throw new RuleViolationException("Deadline.PausesOverlap");
            }

            end = pause.To ?? DateTime.MaxValue;
            yield return pause;
        }
    }
}
