using Microsoft.Playwright;

namespace Dvc.Blazor.Tests.Support;

/// <summary>Waiting for a page to be elsewhere.</summary>
internal static class Arrival
{
    /// <summary>
    /// Returns once the page is at such an address and has loaded. Looks at the page again and again: the driver's own
    /// waiting for an address misses a change that comes between its first look and its listening.
    /// </summary>
    public static async Task ArriveAsync(this IPage page, Func<Uri, bool> there, string where)
    {
        await Wait.UntilAsync(() => there(new Uri(page.Url)), $"the page is at {where} instead of {page.Url}");
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <inheritdoc cref="ArriveAsync(IPage, Func{Uri, bool}, string)"/>
    /// <param name="page">The page.</param>
    /// <param name="path">How the path of the address ends.</param>
    public static Task ArriveAsync(this IPage page, string path) =>
        page.ArriveAsync(address => Uri.UnescapeDataString(address.AbsolutePath).EndsWith(path, StringComparison.Ordinal), path);
}
