using System.Globalization;
using Dvc.Blazor.Domain.Calendars;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Persistence.Seeding;

/// <summary>Holidays, days off in lieu and worked Saturdays.</summary>
internal static class CalendarSeed
{
    public const string File = "holidays.json";

    public static async Task ApplyAsync(DvcDbContext db, SeedFile file, CancellationToken cancellationToken)
    {
        var known = await db.CalendarDays.ToDictionaryAsync(d => (d.Date, d.Ordinal), cancellationToken);
        var ordinals = new Dictionary<DateOnly, int>();
        foreach (var record in file.Root["days"]!.AsArray().Select(n => n!.AsObject()))
        {
            var date = DateOnly.ParseExact(record["date"]!.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var ordinal = ordinals[date] = ordinals.GetValueOrDefault(date) + 1;
            var source = SeedFile.Keep(record);
            var day = known.GetValueOrDefault((date, ordinal));
            if (day?.Source == source || day is { IsEdited: true })
            {
                continue;
            }

            if (day is null)
            {
                day = new CalendarDay
                {
                    Date = date,
                    Ordinal = ordinal,
                    Name = "",
                    Kind = "",
                    IsWorkingDay = false,
                    Applies = false,
                    Unverified = false,
                    Source = "",
                };
                db.CalendarDays.Add(day);
            }

            day.Name = record["name"]!.GetValue<string>();
            day.Kind = record["kind"]!.GetValue<string>();
            day.IsWorkingDay = record["is_working_day"]!.GetValue<bool>();
            day.Applies = record["apply_by_default"]?.GetValue<bool>() ?? true;
            day.Unverified = record["unverified"]?.GetValue<bool>() ?? false;
            day.Source = source;
        }
    }
}
