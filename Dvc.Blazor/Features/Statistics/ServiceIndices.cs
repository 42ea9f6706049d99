namespace Dvc.Blazor.Features.Statistics;

/// <summary>One index of the quality of service.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Points">Points reached; null without data.</param>
/// <param name="Most">Most points.</param>
/// <param name="Words">What the points were reckoned from, or why there are none.</param>
public sealed record ServiceIndex(string Number, string Name, double? Points, int Most, string Words);

/// <summary>The indices of the quality of service, as far as the portal holds what they are reckoned from. Nothing is made up for the others.</summary>
internal static class ServiceIndices
{
    /// <summary>The nine indices (Thông tư 01/2018/TT-VPCP, Điều 13-15): the sum of the points of dossiers by their number.</summary>
    public static IReadOnlyList<ServiceIndex> Nine(Figures figures) =>
        [
            new("1", StatisticsText.Index1, Mean(2 * figures.Early + figures.OnTime, figures.NotLate + figures.Late), 2, Time(figures)),
            new("2", StatisticsText.Index2, null, 2, StatisticsText.Index2Missing),
            new(
                "3",
                StatisticsText.Index3,
                Mean(2 * figures.Resolved - 2 * figures.AskedAgain - figures.AskedOnce, figures.Resolved),
                2,
                Again(figures)
            ),
            new("4", StatisticsText.Index4, null, 2, StatisticsText.Index4Missing),
            new("5", StatisticsText.Index5, null, 2, StatisticsText.Index5Missing),
            new("6", StatisticsText.Index6, null, 2, StatisticsText.Index6Missing),
            new("7", StatisticsText.Index7, null, 2, StatisticsText.Index7Missing),
            new("8", StatisticsText.Index8, null, 2, StatisticsText.Index8Missing),
            new("9", StatisticsText.Index9, null, 2, StatisticsText.Index9Missing),
        ];

    /// <summary>The groups of Quyết định 766/QĐ-TTg.</summary>
    public static IReadOnlyList<ServiceIndex> Groups(Figures figures) =>
        [
            new("1", StatisticsText.Group1, null, 18, StatisticsText.Group1Missing),
            new("2", StatisticsText.Group2, figures.OnTimeRate * 20, 20, Rate(figures)),
            new("3", StatisticsText.Group3, null, 12, StatisticsText.Group3Missing),
            new("4", StatisticsText.Group4, null, 10, StatisticsText.Group4Missing),
            new("5", StatisticsText.Group5, null, 18, StatisticsText.Group5Missing),
            new("6", StatisticsText.Group6, null, 22, StatisticsText.Group6Missing),
        ];

    private static double? Mean(int points, int dossiers) => dossiers == 0 ? null : (double)points / dossiers;

    private static string Time(Figures figures) =>
        figures.NotLate + figures.Late == 0
            ? StatisticsText.NothingResolved
            : Say(StatisticsText.Index1Words, figures.Early, figures.OnTime, figures.Late);

    private static string Again(Figures figures) =>
        figures.Resolved == 0
            ? StatisticsText.NothingResolved
            : Say(
                StatisticsText.Index3Words,
                figures.Resolved - figures.AskedOnce - figures.AskedAgain,
                figures.AskedOnce,
                figures.AskedAgain
            );

    private static string Rate(Figures figures) =>
        figures.OnTimeRate is null
            ? StatisticsText.NothingResolved
            : Say(StatisticsText.Group2Words, figures.NotLate, figures.NotLate + figures.Late);

    private static string Say(string sentence, params int[] numbers) =>
        Components.Kit.Say.With(sentence, [.. numbers.Select(object (n) => FigureWords.Number(n))]);
}
