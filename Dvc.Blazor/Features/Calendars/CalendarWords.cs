using System.Globalization;
using System.Text.Json;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Features.Calendars;

/// <summary>Days, kinds and changes of the calendar in words.</summary>
internal static class CalendarWords
{
    private const int NamedDays = 5;
    private static readonly string[] DayFormats = ["d/M/yyyy", "yyyy-MM-dd"];
    private static readonly string[] HourFormats = ["H:mm", "HH:mm:ss"];

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>The day with its weekday.</summary>
    public static string LongDay(DateOnly day) => Say.With(CalendarText.LongDay, Weekday(day.DayOfWeek), Day(day));

    public static string Weekday(DayOfWeek day) => CalendarText.ResourceManager.GetString($"Day{day}", CalendarText.Culture)!;

    public static string ShortWeekday(DayOfWeek day) => CalendarText.ResourceManager.GetString($"Short{day}", CalendarText.Culture)!;

    /// <summary>Name of a kind; of none, that the day is an ordinary one.</summary>
    public static string Kind(string? kind) =>
        kind switch
        {
            CalendarDayKind.PublicHoliday => CalendarText.PublicHoliday,
            CalendarDayKind.Compensatory => CalendarText.Compensatory,
            CalendarDayKind.SwapDayOff => CalendarText.SwapDayOff,
            CalendarDayKind.MakeUpWorkday => CalendarText.MakeUpWorkday,
            _ => CalendarText.OrdinaryDay,
        };

    public static string Hours(OfficeHours hours) =>
        Say.With(
            CalendarText.HoursOf,
            Time(hours.MorningStart),
            Time(hours.MorningEnd),
            Time(hours.AfternoonStart),
            Time(hours.AfternoonEnd)
        );

    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Of(DayChange day) =>
        day.Kind is null
            ? Say.With(CalendarText.DayOrdinary, LongDay(day.Date))
            : Say.With(CalendarText.DayBecomes, LongDay(day.Date), Kind(day.Kind), day.Name!);

    /// <summary>What an edition has changed.</summary>
    public static string Of(CalendarEdition edition) => Parts(JsonSerializer.Deserialize<CalendarChange>(edition.Change)!);

    /// <summary>Why due dates move, for the applicants.</summary>
    public static string Reason(CalendarChange change) => Say.With(CalendarText.Reason, Parts(change));

    private static string Parts(CalendarChange change)
    {
        var parts = change.Days.Take(NamedDays).Select(Of).ToList();
        if (change.Days.Count > NamedDays)
        {
            parts.Add(Say.With(CalendarText.AndMoreDays, change.Days.Count - NamedDays));
        }

        if (change.Hours is { } hours)
        {
            parts.Add(Hours(hours));
        }

        return string.Join("; ", parts);
    }

    public static DateOnly? ReadDay(string? typed) =>
        DateOnly.TryParseExact((typed ?? "").Trim(), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    public static TimeOnly? ReadTime(string? typed) =>
        TimeOnly.TryParseExact((typed ?? "").Trim(), HourFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
}
