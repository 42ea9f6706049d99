using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Procedures;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Dates, amounts and sizes as Vietnamese papers write them, whatever the culture of the server.</summary>
internal static class ReceiptWords
{
    private static readonly NumberFormatInfo s_numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public static string Moment(DateTime utc)
    {
        var local = VietnamTime.Local(utc);
        return Format(ReceiptText.Moment, local.Hour, local.Minute, local);
    }

    public static string Due(DateOnly date, TimeOnly? time)
    {
        var day = Format(ReceiptText.DueDay, DayName(date.DayOfWeek), date);
        return time is { } hour ? Format(ReceiptText.DueHour, hour.Hour, hour.Minute, day) : day;
    }

    /// <summary>An appointed moment; the hour is left out at the end of a day.</summary>
    public static string Due(DateTime utc)
    {
        var local = VietnamTime.Local(utc);
        return Due(DateOnly.FromDateTime(local), local.TimeOfDay > TimeSpan.Zero ? TimeOnly.FromDateTime(local) : null);
    }

    public static string PlaceAndDate(string? place, DateTime utc)
    {
        var local = VietnamTime.Local(utc);
        var date = Format(ReceiptText.LongDate, local.Day, Month(local.Month), local.Year);
        return place is null ? string.Concat(char.ToUpperInvariant(date[0]), date[1..]) : $"{place}, {date}";
    }

    /// <summary>The place a unit is named after: its name without the words for authority and level.</summary>
    public static string Place(string agencyName)
    {
        var place = PrintedText.Clean(agencyName);
        foreach (var prefix in ReceiptText.PlacePrefixes.Split('|').Select(p => p + " "))
        {
            place = place.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? place[prefix.Length..] : place;
        }

        return place;
    }

    public static string ProcessingTime(ProcessingTime time) =>
        (time.Unit, time.Value) switch
        {
            ("same_day", _) when TimeOnly.TryParse(time.Cutoff, CultureInfo.InvariantCulture, out var cutoff) => Format(
                ReceiptText.SameDayCutoff,
                cutoff.Hour,
                cutoff.Minute.ToString("00", CultureInfo.InvariantCulture)
            ),
            ("same_day", _) => ReceiptText.SameDay,
            ("working_day", { } days) => Format(ReceiptText.WorkingDays, days.ToString("0.##", s_numbers)),
            ("day", { } days) => Format(ReceiptText.CalendarDays, days.ToString("0.##", s_numbers)),
            _ => ReceiptText.NoFixedTime,
        };

    public static string Title(ReceiptDocument receipt) =>
        receipt.Kind == ReceiptKind.Acceptance ? ReceiptText.AcceptanceTitle
        : receipt.HelperName is null ? ReceiptText.SubmissionTitle
        : ReceiptText.CounterTitle;

    /// <summary>Before acceptance: that no date is promised yet.</summary>
    public static string NotAnAcceptance(ReceiptDocument receipt) =>
        receipt.HelperName is null ? ReceiptText.NotAnAcceptance : ReceiptText.NotAnAcceptanceAtCounter;

    public static string Sets(ReceiptDocument receipt) =>
        Format(receipt.HelperName is null ? ReceiptText.SetsFiledOnline : ReceiptText.SetsFiledAtCounter, receipt.Sets);

    /// <summary>Under the applicant's signature: filed online there is none.</summary>
    public static string HowSigned(ReceiptDocument receipt) =>
        receipt.HelperName is null ? ReceiptText.FiledOnline : ReceiptText.FiledAtCounter;

    public static string Money(long dong) => string.Create(s_numbers, $"{dong:#,0} {ReceiptText.Dong}");

    public static string Size(long bytes) =>
        bytes switch
        {
            < 1_000 => string.Create(s_numbers, $"{bytes} byte"),
            < 1_000_000 => string.Create(s_numbers, $"{bytes / 1_000.0:0} kB"),
            _ => string.Create(s_numbers, $"{bytes / 1_000_000.0:0.0} MB"),
        };

    /// <summary>First and last eight digits: enough to compare by eye.</summary>
    public static string Shortened(string sha256) => sha256.Length <= 16 ? sha256 : $"{sha256[..8]}…{sha256[^8..]}";

    public static string Format(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    // Official papers write a zero before the months 1 and 2 only (ND 30/2020, annex I).
    private static string Month(int month) => month.ToString(month <= 2 ? "00" : "0", CultureInfo.InvariantCulture);

    private static string DayName(DayOfWeek day) =>
        day switch
        {
            DayOfWeek.Monday => ReceiptText.Monday,
            DayOfWeek.Tuesday => ReceiptText.Tuesday,
            DayOfWeek.Wednesday => ReceiptText.Wednesday,
            DayOfWeek.Thursday => ReceiptText.Thursday,
            DayOfWeek.Friday => ReceiptText.Friday,
            DayOfWeek.Saturday => ReceiptText.Saturday,
            _ => ReceiptText.Sunday,
        };
}
