using System.Globalization;
using System.Text;

namespace Dvc.Blazor.Domain.Text;

/// <summary>Accent-free spelling for search: "Đăng ký khai sinh" and "dang ky khai sinh" fold to the same text.</summary>
public static class Fold
{
    private const int DWithStroke = 0x0111;
    private const int CurlyApostrophe = 0x2019;
    private const int LetterApostrophe = 0x02BC;

    /// <summary>Lower case, without marks, d for the Vietnamese d with stroke, one space between words, none at the ends.
    /// Never throws; half a surrogate pair becomes U+FFFD. Folding twice changes nothing.</summary>
    public static string Text(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var folded = new StringBuilder(text.Length);
        var space = false;
        foreach (var rune in Whole(text).ToLowerInvariant().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                space = folded.Length > 0;
            }
            else if (!IsMark(rune))
            {
                AppendAfter(folded, space, rune);
                space = false;
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>True when the folded text contains each word of the folded query.</summary>
    public static bool Matches(string? text, string? query)
    {
        var folded = Text(text);
        return Text(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => folded.Contains(word, StringComparison.Ordinal));
    }

    private static void AppendAfter(StringBuilder folded, bool space, Rune rune)
    {
        if (space)
        {
            folded.Append(' ');
        }

        folded.Append(
            rune.Value switch
            {
                DWithStroke => "d",
                // Highland names are typed with either.
                CurlyApostrophe or LetterApostrophe => "'",
                _ => Rune.ToLowerInvariant(rune).ToString(),
            }
        );
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark;

    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString();
    }
}
