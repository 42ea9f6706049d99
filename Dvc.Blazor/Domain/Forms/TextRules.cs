using System.Globalization;
using System.Text;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>What counts as clean text at the boundary: NFC, trimmed, no control or invisible characters, at most two marks on a letter.</summary>
public static class TextRules
{
    /// <summary>Longest text of any field, in UTF-16 units.</summary>
    public const int DefaultMaxLength = 4000;

    private const int MaxMarks = 2;

    /// <summary>NFC, trimmed, line ends as \n, tabs as spaces. Text with half a surrogate pair comes back untouched (and is then refused).</summary>
    public static string Normalise(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\t', ' ').Trim();
        return HasLoneSurrogate(lines) ? lines : lines.Normalize(NormalizationForm.FormC);
    }

    internal static Reading Read(string raw, bool multiline)
    {
        var text = Normalise(raw);
        return Problem(text, multiline) is { } problem ? Reading.Bad(problem)
            : text.Length == 0 ? Reading.Blank
            : new Reading(new TextValue(text));
    }

    /// <summary>Key of the first thing wrong with normalised text, or null.</summary>
    public static string? Problem(string text, bool multiline)
    {
        if (HasLoneSurrogate(text))
        {
            return FieldRules.Characters;
        }

        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                if (!multiline)
                {
                    return FieldRules.OneLine;
                }

                continue;
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (IsUnwanted(category))
            {
                return FieldRules.Characters;
            }

            marks = IsMark(category) ? marks + 1 : 0;
            if (marks > MaxMarks)
            {
                return FieldRules.Marks;
            }
        }

        return null;
    }

    private static bool IsUnwanted(UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static bool IsMark(UnicodeCategory category) => category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
