using System.Collections.Frozen;
using System.Globalization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>Structure of identity numbers: 12-digit personal number (Nghị định 137/2015/NĐ-CP, Điều 13) and the older 9-digit CMND.</summary>
public sealed record NationalId(string Number)
{
    /// <summary>The 63 province codes of birth registration, annex of Thông tư 59/2021/TT-BCA; numbers given keep them after the mergers of 2025.</summary>
    private static readonly FrozenSet<int> Provinces = new[]
    {
        1,
        2,
        4,
        6,
        8,
        10,
        11,
        12,
        14,
        15,
        17,
        19,
        20,
        22,
        24,
        25,
        26,
        27,
        30,
        31,
        33,
        34,
        35,
        36,
        37,
        38,
        40,
        42,
        44,
        45,
        46,
        48,
        49,
        51,
        52,
        54,
        56,
        58,
        60,
        62,
        64,
        66,
        67,
        68,
        70,
        72,
        74,
        75,
        77,
        79,
        80,
        82,
        83,
        84,
        86,
        87,
        89,
        91,
        92,
        93,
        94,
        95,
        96,
    }.ToFrozenSet();

    /// <summary>Has a birth year and a sex inside: the 12-digit kind.</summary>
    public bool IsPersonalNumber => Number.Length == 12;

    /// <summary>The first three digits are a province (always true of a CMND, which has none to check).</summary>
    public bool HasKnownProvince => !IsPersonalNumber || Provinces.Contains(int.Parse(Number.AsSpan(0, 3), CultureInfo.InvariantCulture));

    /// <summary>Year of birth by the century digit (0/1: 1900s, 2/3: 2000s, …) and the two year digits; null for a CMND.</summary>
    public int? BirthYear =>
        IsPersonalNumber ? 1900 + ((Number[3] - '0') / 2 * 100) + int.Parse(Number.AsSpan(4, 2), CultureInfo.InvariantCulture) : null;

    /// <summary>An even century digit is male; null for a CMND.</summary>
    public bool? IsMale => IsPersonalNumber ? (Number[3] - '0') % 2 == 0 : null;

    /// <summary>Reads 9 or 12 digits, spaces and dots between them ignored; null for anything else.</summary>
    public static NationalId? Parse(string text)
    {
        var number = Compact(text);
        return number.Length is 9 or 12 && number.All(char.IsAsciiDigit) ? new NationalId(number) : null;
    }

    /// <summary>An identity number as lists and summaries show it: the first three and the last three digits.</summary>
    public static string Mask(string number) =>
        number.Length < 8 ? new string('•', number.Length) : $"{number[..3]}{new string('•', number.Length - 6)}{number[^3..]}";

    internal static string Compact(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-'))).ToUpperInvariant();

    internal static Reading Read(string raw)
    {
        var text = Compact(raw);
        if (text.Length == 0)
        {
            return Reading.Blank;
        }

        return Parse(text) is not { } id ? (IsPassport(text) ? new Reading(new TextValue(text)) : Reading.Bad(FieldRules.NationalId))
            : id.HasKnownProvince ? new Reading(new TextValue(id.Number))
            : Reading.Bad(FieldRules.NationalIdProvince, id.Number[..3]);
    }

    internal static bool IsPassport(string text) =>
        text.Length is 8 or 9 && char.IsAsciiLetterUpper(text[0]) && text.Skip(1).All(char.IsAsciiDigit);
}
