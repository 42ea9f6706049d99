using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Infrastructure.LiveUpdates;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>A citizen watches a dossier on one node while an officer acts on another.</summary>
public sealed class FollowJourneyTests : BrowserTests
{
    private DvcTestDatabase? _data;
    private DvcServer? _server;
    private LiveNode? _other;

    [Fact]
    public async Task OpenPage_OfficerActsOnAnotherNode_ShowsItWithoutAReload()
    {
        var dossier = await FileAsync();
        var citizen = await OpenAsync(_server!.BaseAddress, Device.Phone);
        await citizen.SignInAsync(Cast.Citizen);
        await citizen.GoAsync($"/ho-so/{dossier.Number}");
        var page = citizen.Page;
        await Expect(page.Locator("dvc-follow[data-state=live]")).ToBeAttachedAsync();
        await Expect(page.Locator("[data-live=trang-thai]")).ToHaveTextAsync("Mới đăng ký");
        await page.EvaluateAsync("() => { window.notReloaded = true; }");

        await _other!.ActAsync(
            dossier.Id,
            d => d.Accept(Samples.Officer(), Samples.Morning.AddDays(7), Samples.Morning.AddHours(2)),
            Cancel
        );

        await Expect(page.Locator("[data-live=trang-thai]")).ToHaveTextAsync("Được tiếp nhận");
        await Expect(page.Locator("[data-live=tom-tat]")).ToContainTextAsync("09/06/2025");
        await Expect(page.Locator("dvc-follow [role=status]")).ToContainTextAsync("Được tiếp nhận");
        Assert.True(await page.EvaluateAsync<bool>("() => window.notReloaded === true"));
        await citizen.AxeAsync();
        await citizen.FitsAsync();
    }

    [Fact]
    public async Task Receipt_IsShownPrintedAndSavedByItsOwnerOnly()
    {
        var dossier = await FileAsync();
        var citizen = await OpenAsync(_server!.BaseAddress);
        await citizen.SignInAsync(Cast.Citizen);
        await citizen.GoAsync($"/ho-so/{dossier.Number}/bien-nhan");
        await Expect(citizen.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "In biên nhận" })).ToBeVisibleAsync();
        await citizen.AxeAsync();

        var pdf = await citizen.Page.APIRequest.GetAsync($"/ho-so/{dossier.Number}/bien-nhan.pdf");
        Assert.Equal((200, "application/pdf"), (pdf.Status, pdf.Headers["content-type"]));
        var printed = await PrintedPages.ReadTextAsync(
            await citizen.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }),
            Cancel
        );
        Assert.Contains(dossier.Number, printed, StringComparison.Ordinal);
        Assert.DoesNotContain("In biên nhận", printed, StringComparison.Ordinal);

        var stranger = await OpenAsync(_server!.BaseAddress);
        stranger.Tolerate("404");
        await stranger.SignInAsync(Cast.Organisation);
        foreach (var path in new[] { "", "/bien-nhan", "/bien-nhan.pdf" })
        {
            Assert.Equal(404, (await stranger.Page.APIRequest.GetAsync($"/ho-so/{dossier.Number}{path}")).Status);
        }
    }

    [Fact]
    public async Task LookUp_ByTheAddressInTheQrCode_ShowsTheTimelineAndEndsAfterTenTries()
    {
        var dossier = await FileAsync();
        var anybody = await OpenAsync(_server!.BaseAddress, Device.Phone);
        anybody.Tolerate("429");
        await anybody.GoAsync($"/tra-cuu?ma={dossier.Number}&khoa={dossier.LookupCode}");
        await Expect(anybody.Page.Locator("ol.tl")).ToBeVisibleAsync();
        Assert.DoesNotContain(dossier.ApplicantName, await anybody.Page.ContentAsync(), StringComparison.Ordinal);
        await anybody.AxeAsync();
        await anybody.FitsAsync();

        var answers = new List<int>();
        for (var i = 0; i < 10; i++)
        {
            answers.Add((await anybody.Page.APIRequest.GetAsync($"/tra-cuu?ma=H21.639-250602-{i:0000}")).Status);
        }

        Assert.Contains(200, answers);
        Assert.Equal(429, answers[^1]);
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

    private async Task<Dvc.Blazor.Domain.Dossiers.Dossier> FileAsync()
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
        var (owner, revision) = await _data.Database.ReadAsync(
            async db =>
                (
                    await db.Users.Where(u => u.Email == Cast.Citizen).Select(u => u.Id).SingleAsync(Cancel),
                    await db.Procedures.Where(p => p.Code == "2.000635").Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel)
                ),
            Cancel
        );
        var dossier = Samples.Dossier(owner: owner, revision: revision);
        // Written with the key ring that lies in the database, which the test database itself does not use.
        await _other.Database.WriteAsync(db => Task.FromResult(db.Dossiers.Add(dossier)), Cancel);
        return dossier;
    }
}
