using System.Globalization;
using System.Text.RegularExpressions;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Domain.Agencies;

/// <summary>How names, keys and number prefixes of units have to look.</summary>
public static partial class AgencyRules
{
    /// <summary>Longest name, UTF-16 units.</summary>
    public const int MaxName = 200;

    /// <summary>Longest key.</summary>
    public const int MaxKey = 60;

    private const int MaxSlug = 36;

    /// <summary>The name as it is stored.</summary>
    /// <exception cref="RuleViolationException">Nothing, too long, or no name.</exception>
    public static string Name(string? typed)
    {
        var name = TextRules.Normalise(typed ?? "");
        return name.Length is > 0 and <= MaxName && name.Any(char.IsLetter) && TextRules.Problem(name, multiline: false) is null
            ? name
            : throw new RuleViolationException("Units.NameWrong", MaxName);
    }

    /// <summary>The electronic identifier as it is stored; null of nothing.</summary>
    /// <exception cref="RuleViolationException">Not one.</exception>
    public static string? Code(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : PrefixPattern().IsMatch(typed.Trim()) ? typed.Trim()
        : throw new RuleViolationException("Units.PrefixWrong", typed.Trim());

    internal static string Key(NewAgency unit, Func<string, bool> isTaken)
    {
        if (!string.IsNullOrWhiteSpace(unit.Id))
        {
            var key = unit.Id.Trim();
            return key.Length > MaxKey || !KeyPattern().IsMatch(key) ? throw new RuleViolationException("Units.KeyWrong", key)
                : isTaken(key) ? throw new RuleViolationException("Units.KeyTaken", key)
                : key;
        }

        var words = Fold.Text(unit.Name).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-');
        var slug = string.Join('-', string.Concat(words).Split('-', StringSplitOptions.RemoveEmptyEntries));
        slug = (slug.Length > MaxSlug ? slug[..MaxSlug] : slug).Trim('-');
        slug = slug.Length == 0 ? "don-vi" : slug;
        var free = slug;
        for (var n = 2; isTaken(free); n++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{slug}-{n}");
        }

        return free;
    }

    internal static string Prefix(NewAgency unit, string? top, int order, HashSet<string> inUse)
    {
        if (!string.IsNullOrWhiteSpace(unit.NumberPrefix))
        {
            var prefix = unit.NumberPrefix.Trim().ToUpperInvariant();
            return !PrefixPattern().IsMatch(prefix) ? throw new RuleViolationException("Units.PrefixWrong", prefix)
                : inUse.Contains(prefix) ? throw new RuleViolationException("Units.PrefixTaken", prefix)
                : prefix;
        }

        if (top is null)
        {
            throw new RuleViolationException("Units.PrefixWrong", "");
        }

        // Groups of at most three, as such codes are shaped (Quyết định 20/2020/QĐ-TTg, Điều 4).
        for (var n = order; ; n++)
        {
            var group =
                n < 1000
                    ? string.Create(CultureInfo.InvariantCulture, $"{top}.{n:000}")
                    : string.Create(CultureInfo.InvariantCulture, $"{top}.{n / 1000:000}.{n % 1000:000}");
            if (!inUse.Contains(group))
            {
                return group;
            }
        }
    }

    [GeneratedRegex(@"^[a-z0-9]+(?:-[a-z0-9]+)*\z", RegexOptions.NonBacktracking, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^[0-9A-Z]{2,3}(?:\.[0-9A-Z]{2,3}){0,9}\z", RegexOptions.NonBacktracking, 1000)]
    private static partial Regex PrefixPattern();
}
