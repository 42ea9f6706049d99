using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Catalogue;

/// <summary>Public pages on small and large screens: nothing grave for axe, nothing wider than the window, no errors in the console.</summary>
public sealed class CatalogueScreenTests : BrowserTests
{
    private static readonly string[] Pages =
    [
        "/",
        "/?nhom=xa",
        "/thu-tuc?tu-khoa=khai",
        "/thu-tuc?tu-khoa=zzz",
        "/thu-tuc/1.001776",
        "/thu-tuc/1.011607",
        "/co-quan/gl-h-639",
        "/dang-nhap?tro-lai=/ho-so",
        "/dang-xuat",
    ];

    private DvcServer? _server;

    protected override async ValueTask ReleaseAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task PublicPages_FitAndAreAccessible()
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        var phone = await OpenAsync(_server.BaseAddress, Device.Phone);
        var desktop = await OpenAsync(_server.BaseAddress, Device.Desktop with { Dark = true });
        foreach (var path in Pages)
        {
            foreach (var session in new[] { phone, desktop })
            {
                await session.GoAsync(path, interactive: true);
                await session.FitsAsync();
                await session.AxeAsync();
            }
        }
    }
}
