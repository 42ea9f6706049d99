using System.Text.Json;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Architecture;

public sealed class SettingsTests
{
    [Fact]
    public void EveryOption_StandsInTheReadme()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        using var settings = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "appsettings.json")),
            new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );

        var missing = Leaves(settings.RootElement, "")
            .Where(k => !k.StartsWith("Logging__", StringComparison.Ordinal))
            .Where(k => !readme.Contains($"`{k}`", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    private static IEnumerable<string> Leaves(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Name : $"{path}__{p.Name}"))
            : [path];
}
