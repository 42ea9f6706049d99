using System.Globalization;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>Which book of dossiers, and which page of it. All of it stands in the address.</summary>
/// <param name="Unit">Id of the unit; null: the first that may be read.</param>
/// <param name="Page">From 1.</param>
public sealed record RegisterFilter(AskedPeriod Asked, string? Unit, int Page)
{
    /// <summary>In 2025 the form got another number (Thông tư 03/2025/TT-VPCP).</summary>
    private static readonly DateOnly Renumbered = new(2025, 9, 15);

    public static RegisterFilter Read(string? key, string? from, string? to, string? unit, string? page, DateOnly today)
    {
        var asked = StatisticsFilter.Read(key, from, to, unit, null, today);
        var number = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 1;
        return new RegisterFilter(asked.Asked, asked.Unit, Math.Clamp(number, 1, 100_000));
    }

    /// <summary>Number of the form at the end of a period.</summary>
    public static string FormOf(Period period) =>
        period.To < Renumbered ? StatisticsText.RegisterForm2018 : StatisticsText.RegisterForm2025;

    /// <summary>Where it is.</summary>
    /// <param name="ending">Ending of a file, with its point; nothing for the page.</param>
    public string Address(string ending = "") =>
        StatisticsFilter.Write(
            "/mot-cua/so-theo-doi" + ending,
            [
                .. Asked.Address(),
                new("don-vi", Unit),
                new("trang", Page > 1 && ending.Length == 0 ? Page.ToString(CultureInfo.InvariantCulture) : null),
            ]
        );

    /// <summary>The same for a period that moves with the calendar.</summary>
    public string AddressOf(NamedPeriod period) =>
        StatisticsFilter.Write("/mot-cua/so-theo-doi", [new("ky", period.Key), new("don-vi", Unit)]);
}
