using Dvc.Blazor.Infrastructure.Web;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Web;

public sealed class PortalOptionsTests
{
    [Theory]
    [InlineData("", "B", null, "Portal:Name")]
    [InlineData("A", " ", null, "Portal:AgencyName")]
    [InlineData("A", "B", "ftp://x.example", "Portal:PublicUrl")]
    [InlineData("A", "B", "/thu-tuc", "Portal:PublicUrl")]
    public void BadValue_IsToldByItsKey(string name, string agency, string? url, string key)
    {
        var options = new PortalOptions
        {
            Name = name,
            AgencyName = agency,
            PublicUrl = url is null ? null : new Uri(url, UriKind.RelativeOrAbsolute),
        };

        var result = new PortalOptionsCheck().Validate(null, options);

        Assert.Contains(key, result.FailureMessage, StringComparison.Ordinal);
    }
}
