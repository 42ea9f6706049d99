using Microsoft.AspNetCore.WebUtilities;

namespace Dvc.Blazor.Features.Intake;

/// <summary>The conditions on columns that stand in an address: of each column its values, in the order in which they stand there.</summary>
public sealed class BoardConditions
{
    /// <summary>Stands before the key of the column.</summary>
    public const string Prefix = "l.";

    /// <summary>Most conditions of one list.</summary>
    public const int MaxConditions = 12;

    private const int MaxValues = 40;
    private const int MaxLength = 100;

    private BoardConditions(IReadOnlyList<(string Column, IReadOnlyList<string> Values)> all) => All = all;

    public static BoardConditions None { get; } = new([]);

    public IReadOnlyList<(string Column, IReadOnlyList<string> Values)> All { get; }

    /// <summary>The same as part of an address, always in one spelling; null without any.</summary>
    public string? Text =>
        All.Count == 0
            ? null
            : string.Join(
                '&',
                All.SelectMany(c => c.Values.Select(v => $"{Uri.EscapeDataString(Prefix + c.Column)}={Uri.EscapeDataString(v)}"))
            );

    /// <summary>Reads an address, or only what stands behind its question mark. Conditions that were left blank are left out.</summary>
    public static BoardConditions Of(string? address)
    {
        if (address is null)
        {
            return None;
        }

        var query = QueryHelpers.ParseQuery(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('#')[0]);
        return new BoardConditions([
            .. query
                .Where(p => p.Key.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(p => (p.Key[Prefix.Length..], Values([.. p.Value.Select(v => v ?? "")])))
                .Where(c => c.Item2.Any(v => v.Length > 0))
                .OrderBy(c => c.Item1, StringComparer.Ordinal)
                .Take(MaxConditions),
        ]);
    }

    /// <summary>The others as part of an address; null without any.</summary>
    public string? Without(BoardColumn column) => new BoardConditions([.. All.Where(c => c.Column != column.Key)]).Text;

    /// <summary>What stands there of a column; empty without a condition on it.</summary>
    public IReadOnlyList<string> Of(BoardColumn column) => All.FirstOrDefault(c => c.Column == column.Key).Values ?? [];

    // The place of a value counts: from and to.
    private static IReadOnlyList<string> Values(IEnumerable<string> values) =>
        [.. values.Take(MaxValues).Select(v => v.Trim()).Select(v => v.Length <= MaxLength ? v : v[..MaxLength])];
}
