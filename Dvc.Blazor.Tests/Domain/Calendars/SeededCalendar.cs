using System.Globalization;
using System.Text.Json;
using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Tests.Domain.Calendars;

/// <summary>The calendar of the holidays that travel with the program.</summary>
internal static class SeededCalendar
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    public static readonly IReadOnlyList<CalendarDay> Days = Load();

    public static readonly WorkingCalendar Calendar = new(Days);

    public static readonly ProcessingClock Clock = new(Calendar, Zone);

    /// <summary>UTC of a local time written d/M/yyyy HH:mm.</summary>
    public static DateTime Utc(string local) =>
        TimeZoneInfo.ConvertTimeToUtc(DateTime.ParseExact(local, "d/M/yyyy HH:mm", CultureInfo.InvariantCulture), Zone);

    public static DateOnly Date(string local) => DateOnly.ParseExact(local, "d/M/yyyy", CultureInfo.InvariantCulture);

    private static CalendarDay[] Load()
    {
        using var stream = typeof(Program).Assembly.GetManifestResourceStream("Seed/holidays.json")!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document
                .RootElement.GetProperty("days")
                .EnumerateArray()
                .Select(
                    (day, index) =>
                        new CalendarDay
                        {
                            Date = DateOnly.Parse(day.GetProperty("date").GetString()!, CultureInfo.InvariantCulture),
                            Ordinal = index,
                            Name = "",
                            Kind = day.GetProperty("kind").GetString()!,
                            IsWorkingDay = day.GetProperty("is_working_day").GetBoolean(),
                            Applies = day.GetProperty("apply_by_default").GetBoolean(),
                            Unverified = false,
                            Source = "{}",
                        }
                ),
        ];
    }
}
