using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    private readonly List<ClockStop> _stops = [];

    /// <summary>Times the clock stood still.</summary>
    public IReadOnlyList<ClockStop> Stops => _stops;

    /// <summary>How many times it stood still.</summary>
    public int StopCount { get; private set; }

    /// <summary>Whether the clock stands still now.</summary>
    public bool IsClockStopped { get; private set; }

    /// <summary>Units (of the procedure's time limit) added by the apology; null without one.</summary>
    public int? ExtendedBy { get; private set; }

    /// <summary>UTC; when the apology was issued, or null.</summary>
    public DateTime? ExtendedAt { get; private set; }

    /// <summary>Apologises and names a new date (mẫu 04): once, and at least a working day before the old one runs out (Nghị định 61/2018, Điều 19 khoản 9).
    /// The clock's stops have to be loaded.</summary>
    /// <param name="by">The leader.</param>
    /// <param name="reason">Why it takes longer; the applicant reads it.</param>
    /// <param name="units">How much longer, in units of the time limit; more than nothing.</param>
    /// <param name="clock">What the limit is counted with.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <exception cref="RuleViolationException">No due date, extended before, too late, no later date, or the reason is missing.</exception>
    public void Extend(Actor by, string reason, int units, DossierClock clock, DateTime nowUtc)
    {
        Require(DossierAct.Extend);
        var stated = Stated(reason);
        if (units is <= 0 or > MaxExtension)
        {
            throw new RuleViolationException("Deadline.ExtensionUnits", MaxExtension);
        }

        if (Reckon(clock, null) is not { } deadline || !clock.Clock.MayExtend(deadline, nowUtc))
        {
            throw new RuleViolationException("Deadline.ExtendTooLate");
        }

        RequireAsApproved(OfficeLetterKind.Apology, stated, units);
        var before = DueAt;
        // The calendar may have changed since the date was promised.
        if (Reckon(clock, units)!.DueAt is not { } later || later <= before)
        {
            throw new RuleViolationException("Deadline.ExtensionEarlier");
        }

        (ExtendedBy, ExtendedAt, DueAt) = (units, nowUtc, later);
        Issue(by, OfficeLetterKind.Apology, stated, nowUtc, units, before);
        Pass(DossierAct.Extend, by, nowUtc, stated, new { due = DueAt });
        Record(new DossierExtended(Id, Number, DueAt!.Value, stated));
    }

    /// <summary>The due date (UTC) that a change of the working calendar gives a dossier whose clock runs; null where the change does not touch it.
    /// The clock's stops have to be loaded.</summary>
    /// <param name="before">Counts by the calendar as it was.</param>
    /// <param name="after">Counts by the calendar as it becomes.</param>
    public DateTime? DueAfter(DossierClock before, DossierClock after)
    {
        if (Status is not (DossierStatus.Accepted or DossierStatus.InProgress) || IsClockStopped || AcceptedAt is null || DueAt is null)
        {
            return null;
        }

        var due = Reckon(after, ExtendedBy)?.DueAt;
        return due != Reckon(before, ExtendedBy)?.DueAt && due != DueAt ? due : null;
    }

    /// <summary>Moves the due date because the working calendar has changed; what was promised first moves too, as the law counts it. The clock's stops have to be loaded.</summary>
    /// <param name="by">The administrator.</param>
    /// <param name="reason">What has changed; the applicant reads it.</param>
    /// <param name="before">Counts by the calendar as it was.</param>
    /// <param name="after">Counts by the calendar as it is now.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <exception cref="RuleViolationException">The change does not touch it, or the reason is missing.</exception>
    public void MoveDue(Actor by, string reason, DossierClock before, DossierClock after, DateTime nowUtc)
    {
        var stated = Stated(reason);
        var due = DueAfter(before, after) ?? throw new RuleViolationException("Deadline.NotMoved");
        var was = DueAt!.Value;
        (DueOriginal, DueAt) = (Reckon(after, null)?.DueAt, due);
        Pass(null, by, nowUtc, stated, new { was, due }, "DueMoved");
        Record(new DueDateMoved(Id, Number, was, due, stated));
    }

    private Deadline? Reckon(DossierClock clock, int? extension)
    {
        if (_stops.Count != StopCount)
        {
            throw new InvalidOperationException("The times the clock stood still are not loaded.");
        }

        return clock.DueFor(AcceptedAt!.Value, _stops, extension);
    }

    // Before acceptance there is no clock to stop.
    private void StopClock(PauseRule rule, DateTime nowUtc)
    {
        if (AcceptedAt is null || IsClockStopped)
        {
            return;
        }

        _stops.Add(new ClockStop(Id, ++StopCount, Status, rule, nowUtc));
        IsClockStopped = true;
    }

    private void GoOnCounting(DossierClock clock, DateTime fromUtc)
    {
        if (!IsClockStopped)
        {
            return;
        }

        _stops.SingleOrDefault(s => s.To is null)?.End(fromUtc);
        IsClockStopped = false;
        DueOriginal = Reckon(clock, null)?.DueAt;
        DueAt = Reckon(clock, ExtendedBy)?.DueAt;
    }
}
