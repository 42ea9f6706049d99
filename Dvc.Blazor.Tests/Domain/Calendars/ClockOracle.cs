using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Tests.Domain.Calendars;

/// <summary>Counts deadlines the slow way, one minute or one day after another. Local times throughout; shares nothing with the clock
/// but the records of its input.</summary>
internal sealed class ClockOracle(HashSet<DateTime> daysOff, HashSet<DateTime> makeUpDays)
{
    private const int Morning = 7 * 60;
    private const int MorningEnd = (11 * 60) + 30;
    private const int Afternoon = (13 * 60) + 30;
    private const int AfternoonEnd = 17 * 60;

    /// <summary>First open minute after so many open minutes, with the clock standing still in pauses.</summary>
    public DateTime ByMinutes(DateTime received, int minutes, IReadOnlyList<(DateTime From, DateTime To, bool Restart)> pauses)
    {
        var start = FirstOpen(received);
        var left = minutes;
        var restarts = pauses.Where(pause => pause.Restart && pause.To > start).Select(pause => pause.To).Order().ToList();
        for (var at = start; ; at = FirstOpen(at.AddMinutes(1)))
        {
            while (restarts.Count > 0 && restarts[0] <= at)
            {
                restarts.RemoveAt(0);
                left = minutes;
            }

            if (IsPaused(at, pauses))
            {
                continue;
            }

            if (left == 0)
            {
                return at;
            }

            left--;
        }
    }

    private static bool IsPaused(DateTime at, IReadOnlyList<(DateTime From, DateTime To, bool Restart)> pauses)
    {
        foreach (var (from, to, _) in pauses)
        {
            if (from <= at && at < to)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The day on which so many calendar days have gone by, days of a pause not counted, moved to a working day.</summary>
    public DateTime ByDays(DateTime received, int days, (DateTime From, DateTime To, bool Restart)? pause)
    {
        var start = FirstOpen(received);
        var day = start.Date;
        var counted = 0;
        var from = pause is { } p ? (p.From < start ? start : p.From) : DateTime.MaxValue;
        var back = pause is { } q && q.To > start ? FirstOpen(q.To) : DateTime.MinValue;
        while (counted < days)
        {
            day = day.AddDays(1);
            if (back != DateTime.MinValue && day > from.Date && day <= back.Date)
            {
                counted = pause!.Value.Restart ? 0 : counted;
                continue;
            }

            // A pause of less than a day may still start the clock again.
            if (back != DateTime.MinValue && pause!.Value.Restart && day == from.Date.AddDays(1) && back.Date == from.Date)
            {
                counted = 0;
            }

            counted++;
        }

        while (!Works(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    public DateTime SameDay(DateTime received)
    {
        var start = FirstOpen(received);
        var day = start.Date;
        if (start > day.AddHours(15))
        {
            do
            {
                day = day.AddDays(1);
            } while (!Works(day));
        }

        return day;
    }

    private DateTime FirstOpen(DateTime at)
    {
        while (!IsOpen(at) || !Works(at))
        {
            // Whole evenings and days off are stepped over by the hour; everything opens and closes on the half hour at most.
            at = at.Minute == 0 && (at.Hour is >= 17 or < 7 || !Works(at)) ? at.AddHours(1) : at.AddMinutes(1);
        }

        return at;
    }

    private bool Works(DateTime at) =>
        makeUpDays.Contains(at.Date)
        || (at.DayOfWeek != DayOfWeek.Saturday && at.DayOfWeek != DayOfWeek.Sunday && !daysOff.Contains(at.Date));

    private static bool IsOpen(DateTime at)
    {
        var minute = (at.Hour * 60) + at.Minute;
        return (minute >= Morning && minute < MorningEnd) || (minute >= Afternoon && minute < AfternoonEnd);
    }
}
