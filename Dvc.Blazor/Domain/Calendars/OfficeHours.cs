namespace Dvc.Blazor.Domain.Calendars;

/// <summary>When an office receives people on a working day (giờ làm việc), local time. Times between are measured in office time,
/// which stands still outside these hours.</summary>
public sealed record OfficeHours
{
    /// <exception cref="ArgumentException">The four times do not follow each other.</exception>
    public OfficeHours(TimeOnly morningStart, TimeOnly morningEnd, TimeOnly afternoonStart, TimeOnly afternoonEnd)
    {
        if (morningStart >= morningEnd || morningEnd > afternoonStart || afternoonStart >= afternoonEnd)
        {
            throw new ArgumentException(
                "Office hours follow each other: morning start, morning end, afternoon start, afternoon end.",
                nameof(morningEnd)
            );
        }

        MorningStart = morningStart;
        MorningEnd = morningEnd;
        AfternoonStart = afternoonStart;
        AfternoonEnd = afternoonEnd;
    }

    /// <summary>07:00-11:30 and 13:30-17:00, eight hours.</summary>
    public static OfficeHours Default { get; } = new(new(7, 0), new(11, 30), new(13, 30), new(17, 0));

    public TimeOnly MorningStart { get; }

    public TimeOnly MorningEnd { get; }

    public TimeOnly AfternoonStart { get; }

    public TimeOnly AfternoonEnd { get; }

    /// <summary>Office time of one working day.</summary>
    public TimeSpan Day => Morning + (AfternoonEnd - AfternoonStart);

    private TimeSpan Morning => MorningEnd - MorningStart;

    /// <summary>Office time gone by at a moment of a working day: nothing before opening, all of it after closing.</summary>
    public TimeSpan Elapsed(TimeOnly time) => Part(time, MorningStart, MorningEnd) + Part(time, AfternoonStart, AfternoonEnd);

    /// <summary>The moment at which so much office time has gone by; the start of the afternoon rather than the end of the morning.</summary>
    public TimeOnly At(TimeSpan elapsed) => elapsed < Morning ? MorningStart.Add(elapsed) : AfternoonStart.Add(elapsed - Morning);

    private static TimeSpan Part(TimeOnly time, TimeOnly start, TimeOnly end) =>
        time <= start ? TimeSpan.Zero
        : time >= end ? end - start
        : time - start;
}
