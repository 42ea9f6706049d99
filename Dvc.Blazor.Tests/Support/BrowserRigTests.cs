using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;
using Xunit.Sdk;

namespace Dvc.Blazor.Tests.Support;

/// <summary>The browser rig has to see what it promises to see, or every journey would be green for nothing.</summary>
public sealed class BrowserRigTests : BrowserTests
{
    private const string Sound = """
        <!doctype html><html lang="vi"><head><title>Trang thử</title></head>
        <body><main data-ready="true"><h1>Xin chào</h1></main></body></html>
        """;

    private WebApplication? _site;

    protected override async ValueTask ReleaseAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
    }

    [Fact]
    public async Task SoundPage_IsReady_Fits_AndHasNoProblems()
    {
        var session = await OpenAsync(await ServeAsync(Sound), Device.Phone);

        await session.GoAsync("/", interactive: true);

        await session.AxeAsync();
        await session.FitsAsync();
        Assert.Empty(session.Problems);
    }

    [Fact]
    public async Task BrokenPage_IsFoundOut()
    {
        const string broken = """
            <main data-ready="true"><input><div style="width:3000px">rộng</div>
            <script>console.error('hỏng')</script></main>
            """;
        var session = await OpenAsync(await ServeAsync(broken), Device.Phone);

        await session.GoAsync("/", interactive: true);

        await Assert.ThrowsAsync<TrueException>(() => session.AxeAsync());
        await Assert.ThrowsAsync<TrueException>(() => session.FitsAsync());
        await Wait.UntilAsync(() => session.Problems.Count > 0, "the console error is heard of", null, Cancel);
        session.Tolerate("hỏng", "favicon");
    }

    [Fact]
    public async Task BreachOfThePolicy_IsFoundOut()
    {
        var page = Sound.Replace("</main>", "<script>1</script></main>", StringComparison.Ordinal);
        var session = await OpenAsync(await ServeAsync(page, "script-src 'self'"));

        await session.GoAsync("/");

        await Wait.UntilAsync(
            () => session.Problems.Any(p => p.Contains("CSP: script-src", StringComparison.Ordinal)),
            "the breach is heard of",
            null,
            Cancel
        );
        session.Tolerate("CSP:", "Content Security Policy", "favicon");
    }

    private async Task<Uri> ServeAsync(string page, string? policy = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _site = builder.Build();
        _site.Run(async context =>
        {
            if (policy is not null)
                context.Response.Headers.ContentSecurityPolicy = policy;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(context.Request.Path == "/" ? page : "");
        });
        await _site.StartAsync(Cancel);
        return new Uri(_site.Urls.First());
    }
}
