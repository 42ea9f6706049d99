using System.Text;
using System.Text.RegularExpressions;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Architecture;

/// <summary>What people read stands in resources, complete in every language.</summary>
public sealed partial class TextTests
{
    [Fact]
    public void Code_HoldsNoVietnameseText()
    {
        var found =
            from file in Repository.SourceFiles(".cs", ".razor", ".js", ".mjs", ".css")
            where !file.Contains("/Seeding/", StringComparison.Ordinal)
            from line in SourceText.WithoutComments(file).Split('\n').Index()
            where VietnameseLetter().IsMatch(line.Item)
            select $"{Repository.Relative(file)}:{line.Index + 1}: {line.Item.Trim()}";

        Nothing(found, "Vietnamese text outside of resources");
    }

    [Fact]
    public void Resource_HasANameOfItsOwn() =>
        Nothing(ResourceFile.All.GroupBy(f => f.Name).Where(g => g.Count() > 1).Select(g => g.Key), "resource file names used twice");

    [Fact]
    public void Text_IsThere_AndInOneUnicodeForm()
    {
        var found =
            from file in ResourceFile.All
            from text in file.Texts
            where string.IsNullOrWhiteSpace(text.Value) || !text.Value.IsNormalized(NormalizationForm.FormC)
            select $"{Repository.Relative(file.Path)}: {text.Key}";

        Nothing(found, "texts that are empty or not in Unicode form C");
    }

    [Fact]
    public void Translation_HasTheSameKeysAndPlaceholders()
    {
        foreach (var translation in ResourceFile.All.Where(f => f.IsTranslation))
        {
            var neutral = ResourceFile.All.Single(f => f.Path == translation.NeutralPath);
            Assert.Equal(Shape(neutral), Shape(translation));
        }
    }

    [Fact]
    public void DossierStatus_HasAText()
    {
        var keys = Keys(f => f.Name == "Terms");
        // Holds from the first status text on: then all of them have to be there.
        if (!keys.Any(k => StatusKey().IsMatch(k)))
            return;

        var missing = Enum.GetNames<DossierStatus>()
            .Where(s => !keys.Any(k => StatusKey().Match(k) is { Success: true } m && m.Groups["status"].Value == s));

        Nothing(missing, "statuses without a text in Terms.resx");
    }

    [Fact]
    public void Rule_HasAText()
    {
        var rules = Repository
            .SourceFiles(".cs")
            .SelectMany(f => RuleThrown().Matches(File.ReadAllText(f)).Select(m => m.Groups["rule"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var keys = Keys(_ => true);
        // Holds from the first rule text on.
        if (!rules.Any(r => HasText(r, keys)))
            return;

        Nothing(rules.Where(r => !HasText(r, keys)), "rules without a text");
    }

    private static bool HasText(string rule, HashSet<string> keys) =>
        keys.Contains(rule) || keys.Contains(rule.Replace('.', '_')) || keys.Contains(rule.Replace(".", "", StringComparison.Ordinal));

    private static HashSet<string> Keys(Func<ResourceFile, bool> of) =>
        [.. ResourceFile.All.Where(f => !f.IsTranslation && of(f)).SelectMany(f => f.Texts.Keys)];

    private static IEnumerable<string> Shape(ResourceFile file) =>
        file
            .Texts.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t =>
                $"{t.Key} {string.Join(' ', Placeholder().Matches(t.Value).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal))}"
            );

    private static void Nothing(IEnumerable<string> found, string what) =>
        Assert.True(!found.Any(), $"Found {what}:\n{string.Join('\n', found)}");

    // The sign of the currency, standing alone, is no word.
    [GeneratedRegex(@"(?!(?<!\p{L})đ(?!\p{L}))[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]", RegexOptions.None, 1000)]
    private static partial Regex VietnameseLetter();

    [GeneratedRegex(@"^(Dossier)?Status_?(?<status>[A-Z][A-Za-z]+)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusKey();

    [GeneratedRegex(@"new\s+RuleViolationException\(\s*""(?<rule>[A-Za-z.]+)""", RegexOptions.None, 1000)]
    private static partial Regex RuleThrown();

    [GeneratedRegex(@"\{[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
