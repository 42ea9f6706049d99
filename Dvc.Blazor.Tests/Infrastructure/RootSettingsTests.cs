using Dvc.Blazor.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure;

public sealed class RootSettingsTests
{
    [Theory]
    [InlineData("Development", null, "false")]
    [InlineData("Production", null, "True")]
    [InlineData("Staging", null, "True")]
    [InlineData("Development", "true", "true")]
    [InlineData("Production", "false", "false")]
    public void SecondFactor_IsRequired_ExceptWhereThePortalIsBuilt(string environment, string? said, string expected)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddRootSettings(new HostingEnvironment { EnvironmentName = environment });
        if (said is not null)
            configuration.AddInMemoryCollection([new("Accounts:RequireSecondFactor", said)]);

        Assert.Equal(expected, configuration["Accounts:RequireSecondFactor"], ignoreCase: true);
    }
}
