using System.Text.RegularExpressions;
using Bunit;
using Dvc.Blazor.Tests.Support;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace Dvc.Blazor.Tests.Components;

public sealed partial class MudThemeTests : BunitContext
{
    // The theme is a file of our own, since MudThemeProvider writes style elements that the content policy refuses.
    [Fact]
    public void Theme_AfterAnUpdateOfMudBlazor_StillDefinesEachVariable()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        var theirs = Variables(Render<MudThemeProvider>().Markup);
        var ours = Variables(File.ReadAllText(Path.Combine(Repository.Root, "Dvc.Blazor/wwwroot/css/mud-theme.css")));

        Assert.True(theirs.Count > 100, $"Only {theirs.Count} variables found");
        Assert.Empty(theirs.Except(ours, StringComparer.Ordinal));
    }

    private static HashSet<string> Variables(string css) => [.. Definition().Matches(css).Select(m => m.Groups["name"].Value)];

    [GeneratedRegex("(?<name>--mud-[a-z0-9-]+) *:", RegexOptions.None, 1000)]
    private static partial Regex Definition();
}
