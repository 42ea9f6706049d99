using System.Text.RegularExpressions;

namespace Dvc.Blazor.Tests.Architecture;

/// <summary>Source files as the rules read them.</summary>
internal static partial class SourceText
{
    /// <summary>The text with its comments blanked out; lines keep their numbers. Comments may quote the law, code may not.</summary>
    public static string WithoutComments(string file) =>
        Comment().Replace(File.ReadAllText(file), m => new string('\n', m.Value.Count(c => c == '\n')));

    // Block comments of C#, CSS and script; Razor and HTML comments; lines of slashes, but not the slashes of an address (after a colon or a quote).
    [GeneratedRegex(@"/\*.*?\*/|@\*.*?\*@|<!--.*?-->|(?<![:""'])//[^\n]*", RegexOptions.Singleline, 5000)]
    private static partial Regex Comment();
}
