using Xunit;

namespace Dvc.Blazor.Tests;

public sealed class SeedFilesTests
{
    [Theory]
    [InlineData("Seed/catalogue.json")]
    [InlineData("Seed/agencies.json")]
    [InlineData("Seed/holidays.json")]
    [InlineData("Fonts/BeVietnamPro_400Regular.ttf")]
    [InlineData("Fonts/BeVietnamPro_700Bold.ttf")]
    public void Resource_IsEmbedded(string name) => Assert.Contains(name, typeof(Program).Assembly.GetManifestResourceNames());
}
