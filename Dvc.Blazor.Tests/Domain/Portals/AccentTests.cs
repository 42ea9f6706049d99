using System.Globalization;
using System.Text.RegularExpressions;
using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Portals;

/// <summary>Every accent that can be chosen is readable, light and dark.</summary>
public sealed partial class AccentTests
{
    private const double Enough = 4.5;

    private static readonly string Sheet = File.ReadAllText(Path.Combine(Repository.Root, "Dvc.Blazor", "wwwroot", "css", "accents.css"));

    public static TheoryData<PortalAccent> All => [.. Enum.GetValues<PortalAccent>()];

    [Theory, MemberData(nameof(All))]
    public void Accent_Light_HasContrast(PortalAccent accent) => Check(Blocks(accent)[0], "#faf7f2", "#ffffff", "#f3eee5");

    [Theory, MemberData(nameof(All))]
    public void Accent_Dark_HasContrast_AndIsTheSameForBothWaysOfAskingForIt(PortalAccent accent)
    {
        var blocks = Blocks(accent);
        Assert.Equal(3, blocks.Count);
        Assert.Equal(blocks[1], blocks[2]);
        Check(blocks[1], "#171412", "#211d1a", "#2b2622");
    }

    private static void Check(Dictionary<string, string> colours, params string[] grounds)
    {
        foreach (var fill in (string[])["--brand", "--brand-hover", "--brand-press"])
            Assert.True(Contrast("#ffffff", colours[fill]) >= Enough, $"white on {fill} {colours[fill]}");
        foreach (var ground in grounds.Append(colours["--brand-tint"]))
            Assert.True(Contrast(colours["--brand-ink"], ground) >= Enough, $"{colours["--brand-ink"]} on {ground}");
    }

    private static List<Dictionary<string, string>> Blocks(PortalAccent accent) =>
        [
            .. Block()
                .Matches(Sheet)
                .Where(b => b.Groups["word"].Value == accent.Word())
                .Select(b =>
                    Colour()
                        .Matches(b.Groups["body"].Value)
                        .ToDictionary(c => c.Groups["name"].Value, c => c.Groups["value"].Value, StringComparer.Ordinal)
                ),
        ];

    private static double Contrast(string one, string other)
    {
        double[] two = [Luminance(one), Luminance(other)];
        return (two.Max() + 0.05) / (two.Min() + 0.05);
    }

    // As WCAG 2 reckons it.
    private static double Luminance(string colour)
    {
        var parts = Enumerable
            .Range(0, 3)
            .Select(i => int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@"\[data-accent=""(?<word>[a-z]+)""\] \{(?<body>[^}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?<name>--[a-z-]+): (?<value>#[0-9a-f]{6});", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colour();
}
