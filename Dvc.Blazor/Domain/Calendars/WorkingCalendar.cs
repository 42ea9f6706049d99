namespace Dvc.Blazor.Domain.Calendars;

/// <summary>Which days and hours count as working time (lịch làm việc): Monday to Friday without holidays, with make-up Saturdays.
/// Local dates; days that an administrator has not confirmed do not count (<see cref="CalendarDay.Applies"/>).</summary>
public sealed class WorkingCalendar
{
    private const int LongestBreak = 366;
    private readonly Dictionary<DateOnly, bool> _exceptions;
    private readonly HashSet<int> _knownYears;

    public WorkingCalendar(IEnumerable<CalendarDay> days, OfficeHours? hours = null)
    {
        var applied = days.Where(day => day.Applies).OrderBy(day => day.Ordinal).ToList();
        _exceptions = [];
        foreach (var day in applied)
        {
            _exceptions[day.Date] = day.IsWorkingDay;
        }

        _knownYears = [.. applied.Select(day => day.Date.Year)];
        Hours = hours ?? OfficeHours.Default;
    }

    public OfficeHours Hours { get; }

    /// <summary>False for a year whose holidays nobody has entered yet: Tết and make-up days are announced year by year.</summary>
    public bool IsKnown(int year) => _knownYears.Contains(year);

    public bool IsWorkingDay(DateOnly date) =>
        _exceptions.TryGetValue(date, out var works) ? works : date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day itself when it is a working day, else the next one that is.</summary>
    /// <exception cref="InvalidOperationException">The calendar has no working day for a whole year.</exception>
    public DateOnly OnOrAfter(DateOnly date)
    {
        for (var i = 0; i < LongestBreak; i++, date = date.AddDays(1))
        {
            if (IsWorkingDay(date))
            {
                return date;
            }
        }

        throw new InvalidOperationException("The calendar has no working day for a whole year.");
    }

    /// <summary>The working day so many working days after the day; zero gives the day itself or the next working day.</summary>
    public DateOnly AddWorkingDays(DateOnly date, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var at = OnOrAfter(date);
        for (; days > 0; days--)
        {
            at = OnOrAfter(at.AddDays(1));
        }

        return at;
    }

    /// <summary>How many working days lie after the first date, up to and including the second; negative when it is before.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -WorkingDaysBetween(to, from);
        }

        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The moment itself when the office is open, else the next opening. Local time.</summary>
    public DateTime NextOpen(DateTime local)
    {
        var date = DateOnly.FromDateTime(local);
        if (!IsWorkingDay(date) || Hours.Elapsed(TimeOnly.FromDateTime(local)) == Hours.Day)
        {
            return OnOrAfter(date.AddDays(IsWorkingDay(date) ? 1 : 0)).ToDateTime(Hours.MorningStart);
        }

        return date.ToDateTime(Hours.At(Hours.Elapsed(TimeOnly.FromDateTime(local))));
    }

    /// <summary>The open moment after so much office time; a full day from 09:00 is 09:00 of the next working day. Local time.</summary>
    public DateTime Add(DateTime local, TimeSpan officeTime)
    {
        var start = NextOpen(local);
        var total = Hours.Elapsed(TimeOnly.FromDateTime(start)) + officeTime;
        var days = (int)(total.Ticks / Hours.Day.Ticks);
        var rest = TimeSpan.FromTicks(total.Ticks % Hours.Day.Ticks);
        return AddWorkingDays(DateOnly.FromDateTime(start), days).ToDateTime(Hours.At(rest));
    }

    /// <summary>Office time from one local moment to a later one.</summary>
    public TimeSpan Between(DateTime from, DateTime to)
    {
        var (start, end) = (NextOpen(from), NextOpen(to));
        var days = WorkingDaysBetween(DateOnly.FromDateTime(start), DateOnly.FromDateTime(end));
        return (days * Hours.Day) + Hours.Elapsed(TimeOnly.FromDateTime(end)) - Hours.Elapsed(TimeOnly.FromDateTime(start));
    }
}
