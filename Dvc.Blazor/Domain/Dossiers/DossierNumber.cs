using System.Globalization;
using System.Text.RegularExpressions;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>
/// The number of a dossier (mã hồ sơ, mã số biên nhận): unit code, day and running number of that unit and day, <c>H21.65-220914-0011</c>
/// (Thông tư 01/2018/TT-VPCP, Điều 19; Quyết định 20/2020/QĐ-TTg, Điều 4). Never reused, never changed when units merge.
/// </summary>
public static partial class DossierNumber
{
    /// <summary>Longest number that is accepted anywhere.</summary>
    public const int MaxLength = 50;

    /// <summary>Puts a number together; the running number has at least four digits and may have more.</summary>
    public static string Format(string unitCode, DateOnly day, int running) =>
        string.Create(CultureInfo.InvariantCulture, $"{unitCode}-{day:yyMMdd}-{running:0000}");

    /// <summary>What people type (lower case, spaces) in the spelling of stored numbers, or null when it cannot be a number.</summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null || typed.Length > 2 * MaxLength)
        {
            return null;
        }

        var squeezed = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)))
            .ToUpperInvariant()
            .Replace('\u2013', '-')
            .Replace('\u2011', '-');
        return Pattern().IsMatch(squeezed) ? squeezed : null;
    }

    [GeneratedRegex(@"^(?:[0-9A-Z]{2,3}(?:\.[0-9A-Z]{2,3}){0,9})-[0-9]{6}-[0-9]{4,6}\z", RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Pattern();
}
