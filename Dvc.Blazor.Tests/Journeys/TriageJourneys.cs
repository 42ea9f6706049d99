using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Infrastructure.LiveUpdates;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>An officer works through what has come in, without touching the mouse, while more comes in.</summary>
[Collection(nameof(TriageJourneys))]
public sealed class TriageJourneys : BrowserTests
{
    private const int Filed = 20;

    // Twenty transactions, on a machine that does other things too.
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 30_000 };

    private DvcTestDatabase? _data;
    private DvcServer? _server;
    private LiveNode? _other;

    [Fact]
    public async Task TwentyDossiers_AreTakenAndAccepted_ByKeyboardOnly()
    {
        await FileAsync();
        var officer = await OpenAsync(_server!.BaseAddress);
        await officer.SignInAsync(Cast.IntakeOfficer);
        await officer.GoAsync("/mot-cua?hang-doi=moi-den&tim=ro+cham+h%27yen", interactive: true);
        var (page, keys) = (officer.Page, officer.Page.Keyboard);
        var rows = page.Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(Filed);

        await KeysShowAndRestWhileTypingAsync(page);
        for (var i = 0; i < Filed; i++)
        {
            await keys.PressAsync("j");
            await Expect(rows.Nth(i).GetByRole(AriaRole.Link)).ToBeFocusedAsync();
            await keys.PressAsync("n");
            await Expect(rows.Nth(i).Locator("[data-claim]")).ToHaveCountAsync(0);
            await keys.PressAsync("x");
            await Expect(rows.Nth(i).GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        }

        var arrived = await ArriveAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "hồ sơ mới đến" })).ToBeVisibleAsync();
        await Expect(rows.Nth(Filed - 1).GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await Expect(page.GetByText($"Đã chọn {Filed} hồ sơ")).ToBeVisibleAsync();

        await TabBackToAsync(page, "Tiếp nhận");
        await keys.PressAsync("Enter");
        await Expect(page.GetByText($"Tiếp nhận: làm được {Filed} hồ sơ, không làm được 0.")).ToBeVisibleAsync(Patience);
        await TabToAsync(page, $"Tiếp nhận {Filed} hồ sơ");
        await keys.PressAsync("Enter");
        await Expect(page.GetByText($"Đã làm xong {Filed} hồ sơ, không làm được 0.")).ToBeVisibleAsync(Patience);
        await Expect(rows.Filter(new() { HasText = "Được tiếp nhận" })).ToHaveCountAsync(Filed);

        await keys.PressAsync("k");
        await keys.PressAsync("Enter");
        await page.ArriveAsync(address => address.AbsolutePath.Contains("/mot-cua/ho-so/", StringComparison.Ordinal), "a dossier");
        Assert.DoesNotContain(arrived, page.Url, StringComparison.Ordinal);
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_other is not null)
            await _other.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_data is not null)
            await _data.DisposeAsync();
    }

    private static async Task KeysShowAndRestWhileTypingAsync(IPage page)
    {
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("nhận việc");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("jxn");
        await Expect(page.Locator("#tim")).ToHaveValueAsync("jxn");
        await Expect(page.Locator("tbody input:checked")).ToHaveCountAsync(0);
        await page.EvaluateAsync("() => document.activeElement.blur()");
    }

    private static Task TabBackToAsync(IPage page, string button) => TabAsync(page, "Shift+Tab", button);

    private static Task TabToAsync(IPage page, string button) => TabAsync(page, "Tab", button);

    private static async Task TabAsync(IPage page, string key, string button)
    {
        for (var i = 0; i < 120; i++)
        {
            await page.Keyboard.PressAsync(key);
            if (await page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()") == button)
                return;
        }

        Assert.Fail($"No way to '{button}' by {key}");
    }

    private async Task FileAsync()
    {
        var redis = await SharedServers.RedisAsync();
        _data = await DvcTestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        _server = await DvcServer.StartAsync(
            new DvcServerOptions
            {
                PostgreSql = _data.ConnectionString,
                Redis = redis.Configuration,
                Demo = true,
            },
            Cancel
        );
        _other = await LiveNode.StartAsync(_data, redis.Configuration, KeyCertificates.OpenOwn(_server.FilesRoot));
        for (var running = 501; running <= 500 + Filed; running++)
            await StoreAsync(running);
    }

    private async Task<string> ArriveAsync() => await StoreAsync(600);

    private async Task<string> StoreAsync(int running)
    {
        var revision = await _data!.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == "2.000635").Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        var dossier = Samples.Dossier(running, revision: revision, at: TimeProvider.System.GetUtcNow().UtcDateTime);
        // Written with the key ring that lies in the database, which the test database itself does not use.
        await _other!.Database.WriteAsync(db => Task.FromResult(db.Dossiers.Add(dossier)), Cancel);
        return dossier.Number;
    }
}
