using System.Globalization;
using System.Text.RegularExpressions;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>Reads numbers as Vietnamese people type them: dots between thousands, a comma before decimals. One dot that cannot
/// part thousands (0.5, 120.25) is taken as a decimal point.</summary>
internal static partial class NumberReader
{
    private const int MaxDigits = 15;

    public static Reading Number(string raw)
    {
        var text = Compact(raw);
        if (text.Length == 0)
        {
            return Reading.Blank;
        }

        var plain =
            Grouped().IsMatch(text) ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : Plain().IsMatch(text) ? text.Replace(',', '.')
            : null;
        return Parse(plain) is { } number ? new Reading(new NumberValue(number)) : Reading.Bad(FieldRules.Number);
    }

    /// <summary>Whole đồng; a unit behind the number is allowed.</summary>
    public static Reading Money(string raw)
    {
        var text = Currency().Replace(Compact(raw), "");
        if (text.Length == 0)
        {
            return raw.Trim().Length == 0 ? Reading.Blank : Reading.Bad(FieldRules.Money);
        }

        var whole = Whole().IsMatch(text)
            ? text.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
            : null;
        return Parse(whole) is { } number ? new Reading(new NumberValue(number)) : Reading.Bad(FieldRules.Money);
    }

    private static decimal? Parse(string? plain) =>
        plain is not null
        && plain.Count(char.IsAsciiDigit) <= MaxDigits
        && decimal.TryParse(
            plain,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private static string Compact(string raw) => string.Concat(raw.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"^-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?\z", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^-?[0-9]+([.,][0-9]+)?\z", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^-?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,3}(,[0-9]{3})+)\z", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Whole();

    [GeneratedRegex(
        @"(vnd|vn\u0111|\u0111\u1ed3ng|\u0111|d)\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        5000
    )]
    private static partial Regex Currency();
}
