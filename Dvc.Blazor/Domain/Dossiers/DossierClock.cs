using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>What a dossier's time limit is counted with: the office's clock, the limit of its revision, and the revision's rule for supplements.</summary>
/// <param name="Clock">The calendar's clock.</param>
/// <param name="Limit">Null when the procedure names no limit: then there is no due date.</param>
/// <param name="AfterSupplement">What the clock does once a supplement is in (Nghị định 61/2018, Điều 19 khoản 4: it starts again, unless the revision says otherwise).</param>
public sealed record DossierClock(ProcessingClock Clock, TimeLimit? Limit, PauseRule AfterSupplement = PauseRule.Restart)
{
    /// <summary>The deadline of a dossier accepted at a moment, or null without a limit.</summary>
    /// <param name="acceptedUtc">UTC.</param>
    /// <param name="stops">Times the clock stood still.</param>
    /// <param name="extension">Units added by the apology, or null.</param>
    public Deadline? DueFor(DateTime acceptedUtc, IEnumerable<ClockStop> stops, decimal? extension) =>
        Limit is null
            ? null
            : Clock.DueFor(
                acceptedUtc,
                Limit,
                [.. stops.OrderBy(s => s.Ordinal).Select(s => new ClockPause(s.From, s.To, s.Rule))],
                extension is { } units ? [units] : []
            );
}

/// <summary>A time the clock of a dossier stood still: while the applicant had the next move.</summary>
public sealed class ClockStop
{
    private ClockStop() { }

    internal ClockStop(Guid dossierId, int ordinal, DossierStatus cause, PauseRule rule, DateTime fromUtc)
    {
        (DossierId, Ordinal, Cause, Rule, From) = (dossierId, ordinal, cause, rule, fromUtc);
    }

    public Guid DossierId { get; private init; }

    /// <summary>1, 2, 3 … within the dossier.</summary>
    public int Ordinal { get; private init; }

    /// <summary>The status that stopped it.</summary>
    public DossierStatus Cause { get; private init; }

    public PauseRule Rule { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime From { get; private init; }

    /// <summary>UTC; null while it lasts.</summary>
    public DateTime? To { get; private set; }

    internal void End(DateTime toUtc) => To = toUtc < From ? From : toUtc;
}
