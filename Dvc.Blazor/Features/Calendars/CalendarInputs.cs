using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Features.Calendars;

/// <summary>What the form of a day sends.</summary>
public sealed class DayInput
{
    /// <summary>The choice that makes it an ordinary day.</summary>
    public const string Ordinary = "thuong";

    public string? Date { get; set; }

    public string? Kind { get; set; }

    public string? Name { get; set; }

    /// <summary>The form for a day of the list; empty without one.</summary>
    internal static DayInput Of(CalendarYear year, DateOnly? date) =>
        date is { } day && year.Days.Where(d => d.Date == day).OrderByDescending(d => d.Applies).FirstOrDefault() is { } known
            ? new DayInput
            {
                Date = CalendarWords.Day(day),
                Kind = known.Kind,
                Name = known.Name,
            }
            : new DayInput();
}

/// <summary>What the form of the office hours sends.</summary>
public sealed class HoursInput
{
    public string? MorningStart { get; set; }

    public string? MorningEnd { get; set; }

    public string? AfternoonStart { get; set; }

    public string? AfternoonEnd { get; set; }

    internal static HoursInput Of(OfficeHours hours) =>
        new()
        {
            MorningStart = CalendarWords.Time(hours.MorningStart),
            MorningEnd = CalendarWords.Time(hours.MorningEnd),
            AfternoonStart = CalendarWords.Time(hours.AfternoonStart),
            AfternoonEnd = CalendarWords.Time(hours.AfternoonEnd),
        };

    /// <summary>The hours; null when a time is none or they do not follow each other.</summary>
    internal OfficeHours? Read()
    {
        TimeOnly?[] times =
        [
            CalendarWords.ReadTime(MorningStart),
            CalendarWords.ReadTime(MorningEnd),
            CalendarWords.ReadTime(AfternoonStart),
            CalendarWords.ReadTime(AfternoonEnd),
        ];
        return times is [{ } open, { } noon, { } again, { } close] && open < noon && noon <= again && again < close
            ? new OfficeHours(open, noon, again, close)
            : null;
    }
}

/// <summary>What the form of a plan sends: the dossiers of the page, and those that are ticked.</summary>
public sealed class PlanInput
{
    public List<string>? Shown { get; set; }

    public List<string>? Ticked { get; set; }

    /// <summary>What is to be done: a page number, or a word.</summary>
    public string? Do { get; set; }
}
