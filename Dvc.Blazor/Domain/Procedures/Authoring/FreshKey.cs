using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Makes stable keys out of labels.</summary>
public static class FreshKey
{
    /// <summary>Longest key, characters.</summary>
    public const int MaxLength = 60;

    private const int MaxStem = 40;

    /// <summary>Letters, digits and underscores after the label, with a number behind them where the plain key is taken.</summary>
    public static string Of(string label, Func<string, bool> isTaken)
    {
        var stem = Stem(label);
        var key = stem;
        for (var number = 2; isTaken(key); number++)
        {
            key = $"{stem}_{number}";
        }

        return key;
    }

    /// <summary>Whether a key is made of what keys are made of.</summary>
    public static bool IsSound(string key) =>
        key.Length is > 0 and <= MaxLength && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static string Stem(string label)
    {
        var letters = string.Concat(Fold.Text(label).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        var words = string.Join('_', letters.Split('_', StringSplitOptions.RemoveEmptyEntries));
        var stem = words.Length > MaxStem ? words[..MaxStem].TrimEnd('_') : words;
        return stem.Length == 0 || char.IsAsciiDigit(stem[0]) ? $"muc_{stem}".TrimEnd('_') : stem;
    }
}
