using System.Text;
using System.Text.RegularExpressions;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>A regular expression from a definition, made safe: at most 500 characters, a time limit, no backtracking where the pattern allows,
/// <c>\d</c> means 0-9 and <c>$</c> the very end.</summary>
public sealed class SafePattern
{
    private const int MaxLength = 500;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(100);

    // Such a pattern takes time in proportion to the text, so only a machine that hardly gets to it can come near this.
    private static readonly TimeSpan LinearTimeLimit = TimeSpan.FromSeconds(5);
    private readonly Regex _regex;

    private SafePattern(Regex regex) => _regex = regex;

    /// <summary>False for a pattern that is too long or does not compile.</summary>
    public static bool TryCreate(string pattern, out SafePattern? safe)
    {
        safe = null;
        if (pattern.Length is 0 or > MaxLength)
        {
            return false;
        }

        try
        {
            safe = new SafePattern(Build(Translate(pattern)));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A match that takes too long counts as none.</summary>
    public bool Matches(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex Build(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LinearTimeLimit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeLimit);
        }
    }

    private static string Translate(string pattern)
    {
        var safe = new StringBuilder(pattern.Length + 16);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                i++;
                safe.Append(pattern[i] == 'd' ? (inClass ? "0-9" : "[0-9]") : $"\\{pattern[i]}");
                continue;
            }

            inClass = c == '[' || (inClass && c != ']');
            safe.Append(c == '$' && !inClass ? @"\z" : c.ToString());
        }

        return safe.ToString();
    }
}
