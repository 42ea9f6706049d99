using Microsoft.AspNetCore.WebUtilities;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>What figures are asked for. All of it stands in the address.</summary>
/// <param name="Asked">The period.</param>
/// <param name="Unit">Id of the unit at which dossiers are filed; null: all.</param>
/// <param name="Sector">Code of a sector; null: all.</param>
public sealed record StatisticsFilter(AskedPeriod Asked, string? Unit = null, string? Sector = null)
{
    public static StatisticsFilter Read(string? key, string? from, string? to, string? unit, string? sector, DateOnly today) =>
        new(AskedPeriod.Read(key, from, to, today), Stated(unit), Stated(sector));

    /// <summary>The same for a period that moves with the calendar.</summary>
    public string AddressOf(NamedPeriod period) => Write("/mot-cua/thong-ke", [new("ky", period.Key), .. Narrowing]);

    /// <summary>The book of the same unit and period.</summary>
    public string RegisterAddress() => Write("/mot-cua/so-theo-doi", [.. Asked.Address(), new("don-vi", Unit)]);

    internal static string Write(string path, IEnumerable<KeyValuePair<string, string?>> values) =>
        QueryHelpers.AddQueryString(path, values.Where(v => !string.IsNullOrEmpty(v.Value)));

    private IEnumerable<KeyValuePair<string, string?>> Narrowing => [new("don-vi", Unit), new("linh-vuc", Sector)];

    private static string? Stated(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}
