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
