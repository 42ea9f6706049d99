using Microsoft.Playwright;

namespace Dvc.Blazor.Tests.Support;

/// <summary>One Chromium for all browser tests; each test has contexts of its own in it.</summary>
internal sealed class SharedBrowser : IAsyncDisposable
{
    // The build without windows needs a third of the processor time of the whole browser.
    private const string HeadlessShell = "/usr/bin/chromium-headless-shell";

    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly IPlaywright _playwright;

    private SharedBrowser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    public static async Task<SharedBrowser> StartAsync()
    {
        if (!File.Exists(HeadlessShell))
            throw new InvalidOperationException("Chromium is not installed: apt-get install chromium-headless-shell");
        Assertions.SetDefaultExpectTimeout((float)Wait.Limit.TotalMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = HeadlessShell,
                Headless = true,
                Args = Flags,
            }
        );
        return new SharedBrowser(playwright, browser);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        _playwright.Dispose();
    }
}
