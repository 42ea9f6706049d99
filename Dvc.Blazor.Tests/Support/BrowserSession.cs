using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Dvc.Blazor.Tests.Support;

/// <summary>
/// One person's browser: cookies of its own, one first page, and a list of everything that went wrong in it
/// (console errors, script errors, breaches of the content security policy), which fails the test at its end.
/// </summary>
public sealed class BrowserSession
{
    private const string ReportPolicyBreaches =
        "addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.effectiveDirective} ${e.blockedURI} ${e.sample}`))";

    private const string WaitForAnimations = """
        () => Promise.all(document.getAnimations()
            .filter(a => a.effect?.getComputedTiming().endTime !== Infinity)
            .map(a => a.finished.catch(() => undefined)))
        """;

    // Everything of the page but its words: what axe judges by, with the light and the width it is seen in.
    private const string Look = """
        () => [matchMedia('(prefers-color-scheme: dark)').matches, innerWidth, document.documentElement.lang,
            ...[...document.querySelectorAll('html, body, body *')].map(el => el.tagName + (el.checkVisibility?.() ? '' : '-')
                + [...el.attributes].filter(a => !/^(id|for|value|href|src|data-|_bl|b-)/.test(a.name)).map(a => a.name + '=' + a.value).join()
                + (el.textContent.trim() === '' ? '0' : ''))].join('|')
        """;

    private const string RunAxe = """
        rules => axe.run(document, { resultTypes: ['violations'], ...(rules.length > 0 ? { runOnly: { type: 'rule', values: rules } } : {}) })
            .then(r => r.violations.flatMap(v => v.nodes.map(n => [v.impact, `${v.impact} ${v.id}: ${v.help}\n    ${n.html}`])))
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript() + "\n;null";

    private static readonly ConcurrentDictionary<string, bool> Good = new(StringComparer.Ordinal);

    /// <summary>What axe looks at that another light can change.</summary>
    public static IReadOnlyList<string> RulesOfColour { get; } = ["color-contrast", "link-in-text-block"];

    private static readonly string[] Grave = ["serious", "critical"];

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly List<string> _tolerated = [];

    private BrowserSession(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What went wrong so far and was not <see cref="Tolerate"/>d.</summary>
    public IReadOnlyList<string> Problems =>
        [.. _problems.Where(p => !_tolerated.Any(t => p.Contains(t, StringComparison.OrdinalIgnoreCase)))];

    internal static async Task<BrowserSession> OpenAsync(Uri address, Device device)
    {
        var shared = await SharedServers.BrowserAsync();
        var context = await shared.Browser.NewContextAsync(
            new()
            {
                BaseURL = address.ToString(),
                Locale = "vi-VN",
                TimezoneId = "Asia/Ho_Chi_Minh",
                ViewportSize = new() { Width = device.Width, Height = device.Height },
                HasTouch = device.Touch,
                ColorScheme = device.Dark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
                AcceptDownloads = true,
            }
        );
        context.SetDefaultTimeout((float)Wait.Limit.TotalMilliseconds);
        await context.AddInitScriptAsync(ReportPolicyBreaches);
        var session = new BrowserSession(context, await context.NewPageAsync());
        session.Watch(session.Page);
        context.Page += (_, page) => session.Watch(page);
        return session;
    }

    /// <summary>Another tab of the same person.</summary>
    public Task<IPage> NewTabAsync() => Context.NewPageAsync();

    /// <summary>Problems with these words in them are expected: a cut connection is bound to show in the console.</summary>
    public void Tolerate(params string[] words) => _tolerated.AddRange(words);

    /// <summary>Expect the noise of a lost network: refused, reset and failed requests.</summary>
    public void TolerateLostNetwork() =>
        Tolerate("net::ERR_", "Failed to load resource", "WebSocket", "Failed to fetch", "connection", "disconnected");

    /// <summary>Opens an address below the base address and waits until an interactive page reacts to input.</summary>
    public async Task GoAsync(string path, bool interactive = false)
    {
        await Page.GotoAsync(path);
        if (interactive)
            await ReadyAsync();
    }

    /// <summary>Waits until the page says that it reacts to input.</summary>
    public Task ReadyAsync(IPage? page = null) => (page ?? Page).Locator("main[data-ready='true']").WaitForAsync();

    /// <param name="email">Who.</param>
    /// <param name="password">The account's password.</param>
    /// <param name="landing">Where the password leads; by default anywhere but to the sign-in again.</param>
    public async Task SignInAsync(string email, string password = Cast.Password, string? landing = null)
    {
        await Page.GotoAsync("/dang-nhap");
        await Page.GetByLabel("Email").FillAsync(email);
        await Page.GetByLabel("Mật khẩu").FillAsync(password);
        await Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Đăng nhập", Exact = true }).ClickAsync();
        await Page.ArriveAsync(
            address =>
                landing is null
                    ? !address.AbsolutePath.Contains("/dang-nhap", StringComparison.Ordinal)
                    : address.PathAndQuery.Contains(landing, StringComparison.Ordinal),
            landing ?? "anywhere but the sign-in"
        );
    }

    /// <summary>Fails when axe finds something serious or critical on the page as it stands, animations ended.</summary>
    /// <param name="page">Another tab than the first.</param>
    /// <param name="rules">Only these; by default all.</param>
    public async Task AxeAsync(IPage? page = null, IEnumerable<string>? rules = null)
    {
        var on = page ?? Page;
        await on.EvaluateAsync(WaitForAnimations);
        // A page that was found good is not examined again while its elements, their classes and states are the same.
        var look = $"{string.Join(',', rules ?? [])} {await on.EvaluateAsync<string>(Look)}";
        if (Good.ContainsKey(look))
            return;
        if (!await on.EvaluateAsync<bool>("() => 'axe' in window"))
            await on.EvaluateAsync(Axe);
        // In the page itself: axe's own way opens a second page for each report, which costs more than the look.
        var violations = await on.EvaluateAsync<string[][]>(RunAxe, (rules ?? []).ToArray());
        var found = violations.Where(v => Grave.Contains(v[0], StringComparer.Ordinal)).Select(v => v[1]).ToList();
        Assert.True(found.Count == 0, $"axe on {on.Url}:\n{string.Join('\n', found)}");
        Good.TryAdd(look, true);
    }

    /// <summary>The page as it stands, at every width and in light and dark.</summary>
    /// <param name="dark">False where nothing is drawn that the kit and the pages of work do not show in dark already.</param>
    public async Task LookAsync(bool dark = true)
    {
        await AxeAsync();
        foreach (var width in (int[])[320, 360, 768, 1440])
        {
            await Page.SetViewportSizeAsync(width, 900);
            await FitsAsync();
        }

        if (!dark)
            return;
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AxeAsync(rules: RulesOfColour);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>The page must not be wider than its window.</summary>
    public async Task FitsAsync(IPage? page = null)
    {
        var excess = await (page ?? Page).EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        Assert.True(excess <= 0, $"{(page ?? Page).Url} is {excess} px wider than its window");
    }

    /// <summary>Keeps a picture and the page as text of each tab in TestResults, under the test's name.</summary>
    internal async Task KeepEvidenceAsync(string name)
    {
        Directory.CreateDirectory(Repository.TestResults);
        foreach (var (page, index) in Context.Pages.Select((p, i) => (p, i)))
        {
            var path = Path.Combine(Repository.TestResults, $"{name}-{index}");
            await page.ScreenshotAsync(new() { Path = $"{path}.png", FullPage = true });
            await File.WriteAllTextAsync($"{path}.html", $"<!-- {page.Url} -->\n{await page.ContentAsync()}");
        }
    }

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _problems.Enqueue($"{page.Url}: {message.Text} {message.Location}");
        };
        page.PageError += (_, error) => _problems.Enqueue($"{page.Url}: {error}");
    }
}
