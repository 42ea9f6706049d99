using System.Globalization;
using Dvc.Blazor.Domain.Procedures;

namespace Dvc.Blazor.Domain.Calendars;

/// <summary>What a time limit is counted in.</summary>
public enum TimeUnit
{
    /// <summary>Ngày làm việc; the day of receipt is not counted (Bộ luật Dân sự 2015, Điều 147).</summary>
    WorkingDay,

    /// <summary>Days of the calendar; a due date on a day off moves to the next working day (Điều 148).</summary>
    CalendarDay,

    /// <summary>The day of receipt, or the next working day after the cut-off.</summary>
    SameDay,

    /// <summary>Office hours, eight to a day.</summary>
    WorkingHour,
}

/// <summary>How long the office has (thời hạn giải quyết). <paramref name="Value"/> is in units and may have a fraction, such as 17.5 working days.</summary>
/// <param name="Cutoff">Local time of day; only for <see cref="TimeUnit.SameDay"/>.</param>
public sealed record TimeLimit(TimeUnit Unit, decimal Value, TimeOnly? Cutoff = null)
{
    /// <summary>Online filings are accepted or answered within eight office hours (Nghị định 45/2020/NĐ-CP).</summary>
    public static TimeLimit Acceptance { get; } = new(TimeUnit.WorkingHour, 8);

    private static readonly TimeOnly DefaultCutoff = new(15, 0);

    /// <summary>The limit of a procedure; null when its definition gives no number.</summary>
    /// <param name="channel"><c>truc_tuyen</c>, <c>truc_tiep</c> or <c>buu_chinh</c>; null: the general value.</param>
    /// <exception cref="RuleViolationException">The unit is unknown (Deadline.UnknownUnit).</exception>
    public static TimeLimit? Of(ProcessingTime processing, string? channel = null)
    {
        var unit = processing.Unit switch
        {
            "working_day" => TimeUnit.WorkingDay,
            "day" => TimeUnit.CalendarDay,
            "same_day" => TimeUnit.SameDay,
            "working_hour" => TimeUnit.WorkingHour,
            _ => throw new RuleViolationException("Deadline.UnknownUnit", processing.Unit),
        };
        if (unit == TimeUnit.SameDay)
        {
            return new TimeLimit(unit, 0, Time(processing.Cutoff) ?? DefaultCutoff);
        }

        var value = channel is not null && processing.ByChannel.TryGetValue(channel, out var by) ? by : processing.Value;
        return value is null ? null : new TimeLimit(unit, value.Value);
    }

    private static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
