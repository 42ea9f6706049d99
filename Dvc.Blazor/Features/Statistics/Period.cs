using System.Globalization;
using Dvc.Blazor.Domain;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>Days in Vietnam, the first and the last included.</summary>
public sealed record Period(DateOnly From, DateOnly To)
{
    /// <summary>UTC instant at which the period begins.</summary>
    public DateTime StartUtc => VietnamTime.StartOf(From);

    /// <summary>UTC instant at which the period is over.</summary>
    public DateTime EndUtc => VietnamTime.StartOf(To.AddDays(1));

    public override string ToString() => $"{Written(From)} – {Written(To)}";

    private static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}

/// <summary>A period that moves with the calendar.</summary>
/// <param name="Key">Its word in addresses.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Around">The period in which a day lies.</param>
public sealed record NamedPeriod(string Key, string Name, Func<DateOnly, Period> Around)
{
    public static IReadOnlyList<NamedPeriod> All =>
        [
            new("thang-nay", StatisticsText.ThisMonth, day => Months(new DateOnly(day.Year, day.Month, 1), 1)),
            new("quy-nay", StatisticsText.ThisQuarter, day => Months(new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1), 3)),
            new("nam-nay", StatisticsText.ThisYear, day => Months(new DateOnly(day.Year, 1, 1), 12)),
        ];

    /// <summary>The period of a key; this year where there is none.</summary>
    public static NamedPeriod Of(string? key) => All.FirstOrDefault(p => p.Key == key) ?? All[^1];

    private static Period Months(DateOnly first, int count) => new(first, first.AddMonths(count).AddDays(-1));
}

/// <summary>The period that an address asks for, or what is wrong with it.</summary>
/// <param name="Key">Key of the named period; null for days of choice.</param>
/// <param name="Period">Null when the days make none.</param>
/// <param name="From">The first day as it was typed, or of the named period.</param>
/// <param name="To">The last day.</param>
public sealed record AskedPeriod(string? Key, Period? Period, string From, string To)
{
    /// <summary>Longest period, years.</summary>
    public const int MaxYears = 5;

    private const string Typed = "yyyy-MM-dd";
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2099, 12, 31);

    /// <summary>What is wrong with the first day; null when nothing is.</summary>
    public string? FromError { get; private init; }

    /// <summary>What is wrong with the last day; null when nothing is.</summary>
    public string? ToError { get; private init; }

    /// <param name="key">Key of a named period; counts only without days.</param>
    /// <param name="from">First day as typed.</param>
    /// <param name="to">Last day as typed.</param>
    /// <param name="today">Today in Vietnam.</param>
    public static AskedPeriod Read(string? key, string? from, string? to, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(from) && string.IsNullOrWhiteSpace(to))
        {
            var named = NamedPeriod.Of(key);
            var period = named.Around(today);
            return new AskedPeriod(named.Key, period, Write(period.From), Write(period.To));
        }

        var (first, last) = (DayOf(from), DayOf(to));
        var asked = new AskedPeriod(null, null, from?.Trim() ?? "", to?.Trim() ?? "");
        if (first is null || last is null)
        {
            return asked with
            {
                FromError = first is null ? StatisticsText.DayMissing : null,
                ToError = last is null ? StatisticsText.DayMissing : null,
            };
        }

        return last < first ? asked with { ToError = StatisticsText.EndsBeforeItBegins }
            : last >= first.Value.AddYears(MaxYears) ? asked with { ToError = Components.Kit.Say.With(StatisticsText.TooLong, MaxYears) }
            : asked with { Period = new Period(first.Value, last.Value) };
    }

    /// <summary>Its part of an address.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Address() => Key is not null ? [new("ky", Key)] : [new("tu", From), new("den", To)];

    private static string Write(DateOnly day) => day.ToString(Typed, CultureInfo.InvariantCulture);

    private static DateOnly? DayOf(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), Typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= Earliest
        && day <= Latest
            ? day
            : null;
}
