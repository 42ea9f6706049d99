using System.Globalization;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Dates, amounts and sizes as Vietnamese papers write them, whatever the culture of the server.</summary>
internal static class ReceiptWords
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    private static readonly NumberFormatInfo s_numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), s_zone);

    public static string Moment(DateTime utc)
    {
        var local = Local(utc);
        return Format(ReceiptText.Moment, local.Hour, local.Minute, local);
    }

    public static string Due(DateOnly date, TimeOnly? time)
    {
        var day = Format(ReceiptText.DueDay, DayName(date.DayOfWeek), date);
        return time is { } hour ? Format(ReceiptText.DueHour, hour.Hour, hour.Minute, day) : day;
    }

    public static string PlaceAndDate(string? place, DateTime utc)
    {
        var local = Local(utc);
        var date = Format(ReceiptText.LongDate, local.Day, Month(local.Month), local.Year);
        return place is null ? string.Concat(char.ToUpperInvariant(date[0]), date[1..]) : $"{place}, {date}";
    }

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
