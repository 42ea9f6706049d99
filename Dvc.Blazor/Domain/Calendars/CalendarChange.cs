using System.Globalization;

namespace Dvc.Blazor.Domain.Calendars;

/// <summary>What a day is to become.</summary>
/// <param name="Kind">One of <see cref="CalendarDayKind"/>; null for an ordinary day of the week.</param>
/// <param name="Name">What it is called; null of an ordinary day.</param>
public sealed record DayChange(DateOnly Date, string? Kind, string? Name);

/// <summary>A change of the working calendar: of days, of the office hours, or both.</summary>
/// <param name="Hours">The new hours; null leaves them.</param>
public sealed record CalendarChange(IReadOnlyList<DayChange> Days, OfficeHours? Hours = null)
{
    /// <summary>Longest name of a day, characters.</summary>
    public const int MaxName = 200;

    /// <summary>First year of the calendar.</summary>
    public const int FirstYear = 2020;

    /// <summary>Last year of the calendar.</summary>
    public const int LastYear = 2100;

    /// <summary>Refuses what cannot be a day of the calendar.</summary>
    /// <exception cref="RuleViolationException">A year too far, an unknown kind, a name missing or too long, or a make-up day in the week.</exception>
    public static void Check(DayChange day)
    {
        var date = day.Date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        if (day.Date.Year is < FirstYear or > LastYear)
        {
            throw new RuleViolationException("Calendar.YearFar", date, FirstYear, LastYear);
        }

        if (day.Kind is null)
        {
            return;
        }

        if (!CalendarDayKind.All.Contains(day.Kind))
        {
            throw new RuleViolationException("Calendar.UnknownKind", date);
        }

        if (day.Kind == CalendarDayKind.MakeUpWorkday && day.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        {
            throw new RuleViolationException("Calendar.MakeUpOnWeekday", date);
        }

        if (string.IsNullOrWhiteSpace(day.Name))
        {
            throw new RuleViolationException("Calendar.NameMissing", date);
        }

        if (day.Name.Length > MaxName)
        {
            throw new RuleViolationException("Calendar.NameTooLong", date, MaxName);
        }
    }

    /// <summary>Writes the change into the records of the days: one day has one meaning afterwards. What was there before stays, without counting.</summary>
    /// <param name="days">All records; changed.</param>
    /// <returns>The records that are new.</returns>
    /// <exception cref="RuleViolationException">A day that cannot be, the same day twice, or nothing that changes.</exception>
    public IReadOnlyList<CalendarDay> ApplyTo(IReadOnlyList<CalendarDay> days)
    {
        var seen = new HashSet<DateOnly>();
        foreach (var day in Days)
        {
            Check(day);
            if (!seen.Add(day.Date))
            {
                throw new RuleViolationException("Calendar.DayTwice", day.Date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
            }
        }

        var byDate = days.ToLookup(d => d.Date);
        var added = new List<CalendarDay>();
        var touched = Hours is not null;
        foreach (var day in Days)
        {
            touched |= Write(day, [.. byDate[day.Date].OrderBy(d => d.Ordinal)], added);
        }

        return touched ? added : throw new RuleViolationException("Calendar.NothingChanges");
    }

    private static bool Write(DayChange change, List<CalendarDay> known, List<CalendarDay> added)
    {
        var applied = known.FindAll(d => d.Applies);
        if (change.Kind is null ? applied.Count == 0 : applied is [var only] && only.Kind == change.Kind && only.Name == change.Name)
        {
            return false;
        }

        foreach (var day in known)
        {
            (day.Applies, day.IsEdited) = (false, true);
        }

        if (change.Kind is null)
        {
            return true;
        }

        var kept = known.FirstOrDefault();
        if (kept is null)
        {
            kept = New(change.Date);
            added.Add(kept);
        }

        (kept.Kind, kept.Name, kept.IsWorkingDay) = (change.Kind, change.Name!, change.Kind == CalendarDayKind.MakeUpWorkday);
        (kept.Applies, kept.Unverified) = (true, false);
        return true;
    }

    private static CalendarDay New(DateOnly date) =>
        new()
        {
            Date = date,
            Ordinal = 1,
            Name = "",
            Kind = "",
            IsWorkingDay = false,
            Applies = true,
            Unverified = false,
            IsEdited = true,
            Source = "{}",
        };
}
