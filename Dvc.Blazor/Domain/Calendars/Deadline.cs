namespace Dvc.Blazor.Domain.Calendars;

/// <summary>What happens to the clock when a supplement has come in.</summary>
public enum PauseRule
{
    /// <summary>It goes on where it stopped.</summary>
    Resume,

    /// <summary>It starts again from nothing (Nghị định 61/2018/NĐ-CP, Điều 19 khoản 4).</summary>
    Restart,
}

/// <summary>A time the clock stands still, as while waiting for a supplement.</summary>
/// <param name="From">UTC.</param>
/// <param name="To">UTC; null while it lasts.</param>
public sealed record ClockPause(DateTime From, DateTime? To, PauseRule Rule);

/// <summary>Why a due date is what it is, one step after another.</summary>
public enum ClockStepKind
{
    /// <summary>The dossier came in.</summary>
    Received,

    /// <summary>It came outside office hours or on a day off: the clock starts at this opening.</summary>
    StartsAtOpening,

    /// <summary>It came after the cut-off of a same-day procedure: due the next working day.</summary>
    AfterCutoff,

    /// <summary>So many units were counted to here.</summary>
    Counted,

    /// <summary>Days off were passed over.</summary>
    DaysOffSkipped,

    /// <summary>The last day was a day off: moved to this working day.</summary>
    MovedToWorkingDay,

    Paused,

    /// <summary>The clock goes on; the amount is what is left, in units.</summary>
    Resumed,

    /// <summary>The clock starts again; the amount is the whole limit, in units.</summary>
    Restarted,

    /// <summary>Extended by the amount, in units.</summary>
    Extended,

    /// <summary>Holidays of the year are not entered yet: the date may change.</summary>
    YearUnknown,
}

/// <summary>One step of the reasoning; <paramref name="At"/> is local time.</summary>
public sealed record ClockStep(ClockStepKind Kind, DateTime At, decimal? Amount = null);

/// <summary>When the office has to be done (hạn trả kết quả).</summary>
/// <param name="DueOn">Local date; null while the clock stands still.</param>
/// <param name="DueAt">UTC moment after which it is late: closing time for whole days, to the minute for hours and parts of days.</param>
/// <param name="OriginalDueOn">Local date without the extension; on-time statistics count against it.</param>
/// <param name="Steps">The reasoning, in order.</param>
public sealed record Deadline(DateOnly? DueOn, DateTime? DueAt, DateOnly? OriginalDueOn, IReadOnlyList<ClockStep> Steps)
{
    public bool IsPaused => DueOn is null;

    /// <summary>True when a year on the way has no holidays entered.</summary>
    public bool IsProvisional => Steps.Any(step => step.Kind == ClockStepKind.YearUnknown);

    /// <param name="now">UTC.</param>
    public bool IsLate(DateTime now) => DueAt < now;
}
