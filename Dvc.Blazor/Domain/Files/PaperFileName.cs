using System.Globalization;
using System.Text;

namespace Dvc.Blazor.Domain.Files;

/// <summary>Names of files as people gave them, made harmless: they are shown and offered for saving, never used as a path here.</summary>
public static class PaperFileName
{
    /// <summary>Letters of a cleaned name, its ending included.</summary>
    public const int MaxLength = 120;

    private const string Nameless = "tep";
    private const string ForbiddenOnWindows = "<>:\"|?*";

    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    /// <summary>
    /// The name without folders, control and invisible characters (also those that turn the writing direction), leading dots and device
    /// names, in NFC, at most <see cref="MaxLength"/> letters; with the given ending when there is one.
    /// </summary>
    /// <param name="given">Whatever the browser sent.</param>
    /// <param name="kind">What the content turned out to be: the name gets a matching ending.</param>
    public static string Clean(string? given, PaperKind? kind = null)
    {
        var name = LastPart(Visible(given ?? "")).Trim(' ', '.');
        var extension = Extension(name);
        var stem = extension.Length > 0 ? name[..^extension.Length].TrimEnd(' ', '.') : name;
        if (kind is { } known && !known.Extensions().Contains(extension, StringComparer.OrdinalIgnoreCase))
        {
            extension = known.Extension();
        }

        stem = stem.Length == 0 ? Nameless : stem;
        if (IsDevice(stem))
        {
            stem = "_" + stem;
        }

        return Shorten(stem, MaxLength - extension.Length) + extension;
    }

    private static string Visible(string given)
    {
        var text = new StringBuilder(given.Length);
        foreach (var rune in given.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (
                rune == Rune.ReplacementChar
                || category
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.Surrogate
                        or UnicodeCategory.PrivateUse
                        or UnicodeCategory.OtherNotAssigned
            )
            {
                continue;
            }

            if (category is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                text.Append(text.Length > 0 && text[^1] == ' ' ? "" : " ");
            }
            else
            {
                text.Append(
                    rune.IsAscii && ForbiddenOnWindows.Contains((char)rune.Value, StringComparison.Ordinal) ? "-" : rune.ToString()
                );
            }
        }

        return text.ToString().Normalize(NormalizationForm.FormC);
    }

    private static string LastPart(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    // Only a short ending of letters and digits counts; "Don so 1.2 final" has none.
    private static string Extension(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && name.Length - dot is > 1 and <= 6 && name.AsSpan(dot + 1).ContainsAnyExceptInRange('0', 'z') is false
            ? name[dot..]
            : "";
    }

    private static bool IsDevice(string stem)
    {
        var first = stem.Split('.')[0].TrimEnd();
        return Devices.Contains(first, StringComparer.OrdinalIgnoreCase)
            || (first.Length == 4 && char.IsAsciiDigit(first[3]) && first[..3].ToUpperInvariant() is "COM" or "LPT");
    }

    private static string Shorten(string stem, int most)
    {
        if (stem.Length <= most)
        {
            return stem;
        }

        var cut = most;
        while (
            cut > 0 && (char.IsLowSurrogate(stem[cut]) || CharUnicodeInfo.GetUnicodeCategory(stem[cut]) == UnicodeCategory.NonSpacingMark)
        )
        {
            cut--;
        }

        return stem[..cut].TrimEnd(' ', '.');
    }
}
