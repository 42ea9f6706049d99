using System.Text.RegularExpressions;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Architecture;

/// <summary>What is in the repository beside the code.</summary>
public sealed partial class RepositoryTests
{
    private static readonly string[] ByTechnicalKind = ["Services", "Models", "Dtos", "Helpers", "Common", "Utils", "Shared"];

    [Fact]
    public void Page_LoadsNothingFromAnotherHost()
    {
        var found =
            from file in Repository.SourceFiles(".razor", ".css", ".js", ".mjs", ".html", ".svg")
            let text = SourceText.WithoutComments(file)
            from Match loaded in (file.EndsWith(".razor", StringComparison.Ordinal) ? LoadedByMarkup() : Address()).Matches(text)
            select $"{Repository.Relative(file)}: {loaded.Value}";

        Assert.True(!found.Any(), $"Loaded from elsewhere:\n{string.Join('\n', found)}");
    }

    [Fact]
    public void LockFile_NamesNoRegistry()
    {
        var locks = Directory
            .EnumerateFiles(Repository.Root, "*lock.json", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/node_modules/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
            .ToList();

        Assert.Contains(locks, f => f.EndsWith("package-lock.json", StringComparison.Ordinal));
        Assert.Contains(locks, f => f.EndsWith("packages.lock.json", StringComparison.Ordinal));
        Assert.DoesNotContain(locks, f => Resolved().IsMatch(File.ReadAllText(f)));
    }

    [Fact]
    public void Folder_IsNamedAfterWhatPeopleDo_NotAfterATechnicalKind()
    {
        var found = Repository
            .SourceFiles(".cs", ".razor")
            .Select(f => Repository.Relative(f))
            .Where(f => f.Split('/').Intersect(ByTechnicalKind, StringComparer.OrdinalIgnoreCase).Any());

        Assert.Empty(found);
    }

    // A link to another site is fine; a script, style, picture or frame from there is not.
    [GeneratedRegex(
        @"<(script|link|img|iframe|source|video|audio|object|embed|form)\b[^>]*[""'](https?:)?//[^""']*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex LoadedByMarkup();

    [GeneratedRegex(@"https?://(?!www\.w3\.org/)[^\s""')]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"""resolved""\s*:\s*""(https?|git|file):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Resolved();
}
