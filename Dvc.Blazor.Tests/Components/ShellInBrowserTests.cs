using System.Net;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Dvc.Blazor.Tests.Components;

public sealed class ShellInBrowserTests : BrowserTests
{
    private DvcServer? _server;
    private CuttingProxy? _proxy;

    [Fact]
    public async Task EachWidthAndLight_TheKitFitsAndAxeFindsNothing()
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        var session = await OpenAsync(_server.BaseAddress);
        foreach (var path in new[] { "/kit", "/kit/mot-cua" })
        {
            await session.GoAsync(path, interactive: true);
            await session.LookAsync();
        }
    }

    [Fact]
    public async Task PageThatOnlyShows_LoadsNoCircuitNoMudBlazor_AndIsLight()
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        using var http = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = _server.BaseAddress,
        };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        var session = await OpenAsync(_server.BaseAddress);
        session.Tolerate("404");
        var loaded = new List<string>();
        session.Page.Request += (_, request) => loaded.Add(new Uri(request.Url).PathAndQuery);

        await session.GoAsync("/khong-co-trang-nay");
        await session.ReadyAsync();

        Assert.DoesNotContain(
            loaded,
            l => l.Contains("blazor.web", StringComparison.Ordinal) || l.Contains("MudBlazor", StringComparison.Ordinal)
        );
        var weight = 0;
        foreach (var path in loaded.Where(l => !l.Contains("/fonts/", StringComparison.Ordinal)))
            weight += (await (await http.GetAsync(path, Cancel)).Content.ReadAsByteArrayAsync(Cancel)).Length;
        Assert.InRange(weight, 1, 100_000);
    }

    [Fact]
    public async Task ChoiceOfDark_IsThereFromTheFirstByteOfTheNextPage()
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        var session = await OpenAsync(_server.BaseAddress);
        await session.GoAsync("/kit", interactive: true);

        await session.Page.Locator(".nav theme-switch button").ClickAsync();
        var response = await session.Page.GotoAsync("/kit");

        Assert.Contains("data-theme=\"dark\"", await response!.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TypedOnADeadLink_TheServerHearsItWhenTheLinkIsBack()
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        _proxy = CuttingProxy.Start(_server.BaseAddress);
        var session = await OpenAsync(_proxy.Address);
        session.TolerateLostNetwork();
        await session.GoAsync("/kit", interactive: true);

        _proxy.Freeze();
        await TypeAsync(session.Page, "gõ lúc mất mạng");
        await session.Page.Locator("#components-reconnect-modal[open]").WaitForAsync();
        _proxy.Restore();
        _proxy.Cut();

        await session.Page.Locator("[data-echo]", new() { HasText = "gõ lúc mất mạng" }).WaitForAsync();
    }

    [Fact]
    public async Task PlannedRestart_ThePageGoesOnWithoutAReload_AndKeepsWhatWasTyped()
    {
        _server = await DvcServer.StartAsync(new() { OwnProcess = true }, Cancel);
        var session = await OpenAsync(_server.BaseAddress);
        session.TolerateLostNetwork();
        await session.GoAsync("/kit", interactive: true);
        await TypeAsync(session.Page, "trước khi khởi động lại");
        await session.Page.EvaluateAsync("() => { window.samePage = true; }");

        await _server.RestartAsync(Cancel);

        await session.Page.Locator("[data-echo]", new() { HasText = "trước khi khởi động lại" }).WaitForAsync();
        Assert.True(await session.Page.EvaluateAsync<bool>("() => window.samePage === true"));
    }

    [Fact]
    public async Task ServerKilled_ThePageComesBackByItself_WithWhatWasTyped()
    {
        _server = await DvcServer.StartAsync(new() { OwnProcess = true }, Cancel);
        var session = await OpenAsync(_server.BaseAddress);
        session.TolerateLostNetwork();
        await session.GoAsync("/kit", interactive: true);
        await TypeAsync(session.Page, "trước khi mất điện");

        await _server.KillAsync();
        await session.Page.Locator("#components-reconnect-modal[open]").WaitForAsync();
        await _server.StartAgainAsync(Cancel);

        await session.Page.Locator("[data-echo]", new() { HasText = "trước khi mất điện" }).WaitForAsync();
        Assert.Equal("", await session.Page.EvaluateAsync<string>("() => Object.keys(sessionStorage).join()"));
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private static async Task TypeAsync(IPage page, string words)
    {
        await page.Locator("#k-name").FillAsync(words);
        await page.Locator("#k-name").BlurAsync();
    }
}
