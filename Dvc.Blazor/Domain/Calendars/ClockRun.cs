namespace Dvc.Blazor.Domain.Calendars;

/// <summary>One count of a time limit, with its reasoning. All moments inside are local.</summary>
internal sealed class ClockRun(WorkingCalendar calendar, TimeZoneInfo zone, TimeLimit limit)
{
    private readonly List<ClockStep> _steps = [];

    private bool IsExact =>
        limit.Unit == TimeUnit.WorkingHour || (limit.Unit == TimeUnit.WorkingDay && limit.Value != decimal.Truncate(limit.Value));

    public Deadline Run(DateTime received, IReadOnlyList<ClockPause> pauses, decimal? extension)
    {
        var first = Start(Local(received));
        var start = first;
        var left = limit.Value;
        foreach (var pause in pauses)
        {
            var from = Max(start, Local(pause.From));
            if (pause.To is { } to && Local(to) <= start)
            {
                // Wholly within a time the clock stood still anyway; only starting again still means something.
                if (pause.Rule == PauseRule.Restart && Local(to) > first)
                {
                    left = limit.Value;
                    Tell(ClockStepKind.Restarted, start, left);
                }

                continue;
            }

            if (IsOver(start, left, from))
            {
                break;
            }

            Tell(ClockStepKind.Paused, from);
            if (pause.To is null)
            {
                return new Deadline(null, null, null, _steps);
            }

            left = pause.Rule == PauseRule.Restart ? limit.Value : Math.Max(0, left - Used(start, from));
            start = Start(Local(pause.To.Value), pause.Rule, left);
        }

        return Finish(received, Count(start, left), extension);
    }

    private Deadline Finish(DateTime received, DateTime due, decimal? extension)
    {
        var original = DateOnly.FromDateTime(due);
        if (extension is { } more)
        {
            due = Extend(due, more);
            Tell(ClockStepKind.Extended, due, more);
        }

        for (var year = Local(received).Year; year <= due.Year; year++)
        {
            if (!calendar.IsKnown(year))
            {
                Tell(ClockStepKind.YearUnknown, new DateTime(year, 1, 1), year);
            }
        }

        var date = DateOnly.FromDateTime(due);
        var last = IsExact ? due : date.ToDateTime(calendar.Hours.AfternoonEnd);
        return new Deadline(date, TimeZoneInfo.ConvertTimeToUtc(last, zone), original, _steps);
    }

    private DateTime Start(DateTime received)
    {
        Tell(ClockStepKind.Received, received);
        var start = calendar.NextOpen(received);
        if (start.Date != received.Date)
        {
            Tell(ClockStepKind.StartsAtOpening, start);
        }

        return start;
    }

    private DateTime Start(DateTime back, PauseRule rule, decimal left)
    {
        var start = calendar.NextOpen(back);
        Tell(rule == PauseRule.Restart ? ClockStepKind.Restarted : ClockStepKind.Resumed, start, left);
        return start;
    }

    /// <summary>Whether the limit had run out before the moment: then a pause changes nothing any more.</summary>
    private bool IsOver(DateTime start, decimal left, DateTime moment) =>
        limit.Unit switch
        {
            TimeUnit.CalendarDay => (moment.Date - start.Date).Days >= left,
            TimeUnit.SameDay => SameDay(start) < moment.Date,
            _ => calendar.Add(start, OfficeTime(left)) < moment,
        };

    private decimal Used(DateTime from, DateTime to) =>
        limit.Unit switch
        {
            TimeUnit.CalendarDay => (to.Date - from.Date).Days,
            TimeUnit.SameDay => 0,
            _ => (decimal)calendar.Between(from, to).Ticks / UnitTime.Ticks,
        };

    private DateTime Count(DateTime start, decimal left)
    {
        switch (limit.Unit)
        {
            case TimeUnit.SameDay:
                var day = SameDay(start);
                if (day != start.Date)
                {
                    Tell(ClockStepKind.AfterCutoff, day);
                }

                return day;
            case TimeUnit.CalendarDay:
                return OnWorkingDay(start.Date.AddDays((int)Math.Ceiling(left)), left);
            default:
                var due = calendar.Add(start, OfficeTime(left));
                Tell(ClockStepKind.Counted, due, left);
                TellDaysOff(start, due);
                return due;
        }
    }

    private DateTime Extend(DateTime due, decimal more) =>
        limit.Unit switch
        {
            TimeUnit.CalendarDay => calendar.OnOrAfter(DateOnly.FromDateTime(due).AddDays((int)Math.Ceiling(more))).ToDateTime(default),
            TimeUnit.SameDay => calendar.AddWorkingDays(DateOnly.FromDateTime(due), (int)Math.Ceiling(more)).ToDateTime(default),
            _ => calendar.Add(due, OfficeTime(more)),
        };

    private DateTime SameDay(DateTime start)
    {
        var late = limit.Cutoff is { } cutoff && TimeOnly.FromDateTime(start) > cutoff;
        return calendar.AddWorkingDays(DateOnly.FromDateTime(start), late ? 1 : 0).ToDateTime(default);
    }

    private DateTime OnWorkingDay(DateTime last, decimal counted)
    {
        Tell(ClockStepKind.Counted, last, counted);
        var due = calendar.OnOrAfter(DateOnly.FromDateTime(last)).ToDateTime(default);
        if (due != last)
        {
            Tell(ClockStepKind.MovedToWorkingDay, due);
        }

        return due;
    }

    private void TellDaysOff(DateTime from, DateTime to)
    {
        var off = (to.Date - from.Date).Days - calendar.WorkingDaysBetween(DateOnly.FromDateTime(from), DateOnly.FromDateTime(to));
        if (off > 0)
        {
            Tell(ClockStepKind.DaysOffSkipped, to, off);
        }
    }

    // Eight hours make a day in law; a day of this office may have other hours, and a working day is then one of its days.
    private TimeSpan UnitTime => limit.Unit == TimeUnit.WorkingHour ? TimeSpan.FromHours(1) : calendar.Hours.Day;

    private TimeSpan OfficeTime(decimal units) => TimeSpan.FromTicks((long)decimal.Round(units * UnitTime.Ticks));

    private DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);

    private static DateTime Max(DateTime a, DateTime b) => a > b ? a : b;

    private void Tell(ClockStepKind kind, DateTime at, decimal? amount = null) => _steps.Add(new ClockStep(kind, at, amount));
}
