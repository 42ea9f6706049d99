namespace Dvc.Blazor.Features.Statistics;

/// <summary>A column of a table of figures.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Read">What a row shows.</param>
public sealed record FigureColumn(string Name, Func<Figures, string> Read)
{
    /// <summary>Class of a figure; null without one.</summary>
    public Func<Figures, string?> Tone { get; init; } = _ => null;

    /// <summary>What happened in months.</summary>
    public static IReadOnlyList<FigureColumn> OfMonths =>
        [
            Of(StatisticsText.Filed, f => f.Filed),
            Of(StatisticsText.Received, f => f.Received),
            .. Results,
            Of(StatisticsText.Refused, f => f.Refused),
            Of(StatisticsText.Withdrawn, f => f.Withdrawn),
            Of(StatisticsText.Discontinued, f => f.Discontinued),
        ];

    /// <summary>What happened at units and in sectors, and what was pending before and after.</summary>
    public static IReadOnlyList<FigureColumn> OfPlaces =>
        [
            Of(StatisticsText.CarriedOver, f => f.CarriedOver),
            Of(StatisticsText.Received, f => f.Received),
            .. Results,
            .. Standing,
            Of(StatisticsText.Refused, f => f.Refused),
            Of(StatisticsText.Withdrawn, f => f.Withdrawn),
            Of(StatisticsText.Discontinued, f => f.Discontinued),
        ];

    /// <summary>What officers did, and what lies with them.</summary>
    public static IReadOnlyList<FigureColumn> OfOfficers =>
        [Of(StatisticsText.Received, f => f.Received), Of(StatisticsText.Refused, f => f.Refused), .. Results, .. Standing];

    private static IEnumerable<FigureColumn> Results =>
        [
            Of(StatisticsText.Resolved, f => f.Resolved),
            Of(StatisticsText.Early, f => f.Early),
            Of(StatisticsText.OnTime, f => f.OnTime),
            Of(StatisticsText.Late, f => f.Late, isBad: true),
            new(StatisticsText.Rate, f => FigureWords.Percent(f.OnTimeRate)),
        ];

    private static IEnumerable<FigureColumn> Standing =>
        [
            Of(StatisticsText.InTime, f => f.InTime),
            Of(StatisticsText.Overdue, f => f.Overdue, isBad: true),
            Of(StatisticsText.Paused, f => f.Paused),
        ];

    private static FigureColumn Of(string name, Func<Figures, int> read, bool isBad = false) =>
        new(name, f => FigureWords.Number(read(f)))
        {
            Tone = f =>
                read(f) == 0 ? "nil"
                : isBad ? "late"
                : null,
        };
}
