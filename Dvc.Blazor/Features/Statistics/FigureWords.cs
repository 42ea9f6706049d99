using System.Globalization;
using Dvc.Blazor.Components.Kit;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>Figures as people here write and understand them.</summary>
internal static class FigureWords
{
    private const string None = "–";

    /// <summary>With points between thousands.</summary>
    public static string Number(int value) => value.ToString("N0", Say.Vietnamese);

    /// <summary>Percent with one decimal; a dash when there is nothing to divide by.</summary>
    public static string Percent(double? part) => part is { } p ? (Floored(p) * 100).ToString("0.0", Say.Vietnamese) + "%" : None;

    /// <summary>Points with one decimal (Thông tư 01/2018/TT-VPCP, Điều 14).</summary>
    public static string Points(double? points) => points is { } p ? p.ToString("0.0", Say.Vietnamese) : None;

    /// <summary>What each figure means, in the order of the page.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Definitions { get; } =
    [
        (StatisticsText.Filed, StatisticsText.FiledMeans),
        (StatisticsText.Received, StatisticsText.ReceivedMeans),
        (StatisticsText.CarriedOver, StatisticsText.CarriedOverMeans),
        (StatisticsText.Resolved, StatisticsText.ResolvedMeans),
        (StatisticsText.Early, StatisticsText.EarlyMeans),
        (StatisticsText.OnTime, StatisticsText.OnTimeMeans),
        (StatisticsText.Late, StatisticsText.LateMeans),
        (StatisticsText.Unlimited, StatisticsText.UnlimitedMeans),
        (StatisticsText.Rate, StatisticsText.RateMeans),
        (StatisticsText.Pending, StatisticsText.PendingMeans),
        (StatisticsText.Overdue, StatisticsText.OverdueMeans),
        (StatisticsText.Paused, StatisticsText.PausedMeans),
        (StatisticsText.Refused, StatisticsText.RefusedMeans),
        (StatisticsText.Withdrawn, StatisticsText.WithdrawnMeans),
        (StatisticsText.Discontinued, StatisticsText.DiscontinuedMeans),
        (StatisticsText.ByMonth, StatisticsText.ByMonthMeans),
        (StatisticsText.ByUnit, StatisticsText.ByUnitMeans),
        (StatisticsText.ByOfficer, StatisticsText.ByOfficerMeans),
    ];

    // A hundred percent is said only when nothing is missing.
    private static double Floored(double part) => part < 1 ? Math.Min(part, 0.999) : part;

    internal static string Invariant(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
