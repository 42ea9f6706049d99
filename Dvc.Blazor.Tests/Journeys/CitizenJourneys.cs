using System.Diagnostics;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using Files = Dvc.Blazor.Tests.Infrastructure.Files.Samples;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>The main job from the first page to the officer's act that shows on the citizen's open page; all of it real: browser, processes, database, mail, network.</summary>
public sealed class CitizenJourneys : BrowserTests
{
    private const string Extract = "2.000635";
    private const string Household = "1.001612";
    private Installation? _installation;

    private Installation Portal => _installation!;

    [Fact]
    public Task CopyOfAnExtract_OnSqlite_ArrivesOnceAndMovesOnTheOpenPage() => AskForAnExtractAsync(Setting.Sqlite);

    [Fact]
    public Task CopyOfAnExtract_OnPostgreSql_ArrivesOnceAndMovesOnTheOpenPage() => AskForAnExtractAsync(Setting.PostgreSql);

    [Fact]
    public Task CopyOfAnExtract_OnTwoNodes_ArrivesOnceAndMovesOnTheOpenPage() => AskForAnExtractAsync(Setting.TwoNodes);

    [Fact]
    public async Task HouseholdBusiness_ConditionsGroupsRuleAndPapers_AreAskedCheckedAndFiled()
    {
        _installation = await Installation.StartAsync(Setting.PostgreSql, Cancel);
        var before = await Portal.CountDossiersAsync(Household, Cancel);
        var citizen = await OpenAsync(Portal.Public);
        await citizen.SignInAsync(Cast.Citizen);
        var wizard = new WizardActor(citizen);
        await citizen.GoAsync($"/nop-ho-so/{Household}", interactive: true);
        await wizard.ArriveAsync("nguoi-nop");
        await wizard.ContinueAsync("to-khai");

        var request = new HouseholdRequest(wizard);
        await request.FillAsync();
        await request.MarkTwoMainTradesAndPutItRightAsync();
        await wizard.ContinueAsync("giay-to");
        await request.SendPapersAsync();
        await wizard.ContinueAsync("nhan-ket-qua");
        await wizard.ContinueAsync("xac-nhan");
        await Expect(wizard.Main).ToContainTextAsync("Siu Thoa");
        var number = await wizard.DeclareAndFileAsync();

        Assert.Equal(before + 1, await Portal.CountDossiersAsync(Household, Cancel));
        await ReadReceiptAsync(citizen, number);
        await ExpectMailAsync(1, $"Đã nhận hồ sơ {number}", number);
        ExpectQuietServer();
    }

    protected override ValueTask ReleaseAsync()
    {
        if (_installation is null)
            return ValueTask.CompletedTask;
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TestContext.Current.TestOutputHelper?.WriteLine(_installation.Output);
        return _installation.DisposeAsync();
    }

    private async Task AskForAnExtractAsync(Setting setting)
    {
        _installation = await Installation.StartAsync(setting, Cancel);
        var before = await Portal.CountDossiersAsync(Extract, Cancel);
        var officer = await OpenAsync(Portal.Office);
        var desk = new DeskActor(officer);
        await desk.OpenBoardAsync();
        var citizen = await OpenAsync(Portal.Public, Device.Phone);
        var wizard = new WizardActor(citizen) { Inspects = setting == Setting.Sqlite };

        await FindAndSignInAsync(wizard);
        await new ExtractRequest(wizard).FillAsync();
        citizen.TolerateLostNetwork();
        await SendPapersAsync(wizard);
        await wizard.ContinueAsync("nhan-ket-qua");
        await wizard.ContinueAsync("xac-nhan");
        await Expect(wizard.Main).ToContainTextAsync("Rơ Châm Nhi");
        var number = await wizard.DeclareAndFileAsync();

        await wizard.InspectAsync();
        Assert.Equal(before + 1, await Portal.CountDossiersAsync(Extract, Cancel));
        var link = await ReadReceiptAsync(citizen, number);
        await ExpectMailAsync(1, $"Đã nhận hồ sơ {number}", number);
        await ExpectLookUpAsync(link, number);
        await FollowWhileAcceptedAsync(citizen, desk, number);
        await ExpectMailAsync(2, $"Hồ sơ {number} đã được tiếp nhận", number);
        await officer.AxeAsync();
        ExpectQuietServer();
    }

    private static async Task FindAndSignInAsync(WizardActor wizard)
    {
        var page = wizard.Page;
        await page.GotoAsync("/");
        await wizard.InspectAsync();
        await wizard.Main.GetByRole(AriaRole.Searchbox).First.FillAsync("trich luc");
        await wizard.Main.GetByRole(AriaRole.Button, new() { Name = "Tìm kiếm", Exact = true }).First.ClickAsync();
        await wizard.InspectAsync();
        await wizard.Main.GetByRole(AriaRole.Link, new() { Name = "Cấp bản sao trích lục hộ tịch", Exact = true }).ClickAsync();
        await wizard.InspectAsync();
        await wizard.Main.GetByRole(AriaRole.Link, new() { Name = "Nộp hồ sơ", Exact = true }).First.ClickAsync();

        await wizard.FillAsync("Email", Cast.Citizen);
        await wizard.FillAsync("Mật khẩu", Cast.Password);
        await wizard.PressAsync("Đăng nhập");
        await wizard.ArriveAsync("don-vi");
        Assert.Contains($"/nop-ho-so/{Extract}", page.Url, StringComparison.Ordinal);
    }

    /// <summary>A big photo over a network that fails in the middle, then a small scan.</summary>
    private async Task SendPapersAsync(WizardActor wizard)
    {
        const string authority = "Văn bản ủy quyền (không cần chứng thực nếu người được ủy quyền là người thân ruột thịt)";
        // Phones hang things on to their pictures too; they travel and are cut off on arrival.
        var picture = Files.Photo(2000, seed: 7);
        byte[] photo = [.. picture, .. new byte[(12 << 20) - picture.Length]];
        Portal.Network.DisconnectAfter(6 << 20);

        await wizard.ChooseFileAsync(authority, "giấy ủy quyền.jpg", photo);
        await Wait.UntilAsync(() => Portal.Network.Refusing, "the connection is cut in the middle of the photo", null, Cancel);
        Portal.Network.Restore();

        await wizard.ExpectThereAsync(authority, "giấy ủy quyền.jpg");
        await wizard.UploadAsync("Giấy tờ chứng minh quan hệ (khi CSDL không có)", "sổ hộ khẩu.pdf", Files.PlainPdf(2));
    }

    /// <summary>The PDF as the citizen gets it; returns the link in its QR code.</summary>
    private async Task<Uri> ReadReceiptAsync(BrowserSession citizen, string number)
    {
        var response = await citizen.Context.APIRequest.GetAsync($"{Portal.Public}ho-so/{number}/bien-nhan.pdf");
        Assert.Equal("application/pdf", response.Headers["content-type"]);
        var pdf = await response.BodyAsync();
        Assert.Contains(number, await PrintedPages.ReadTextAsync(pdf, Cancel), StringComparison.Ordinal);
        var link = (await PrintedPages.ReadQrAsync(pdf, 1, Cancel)).Trim();
        Assert.StartsWith($"{Portal.Public}tra-cuu?ma={number}&khoa=", link, StringComparison.Ordinal);
        return new Uri(link);
    }

    private async Task ExpectMailAsync(int count, string subject, string number)
    {
        var mails = await Portal.Mail.WaitForMailsAsync(count, Cancel);
        Assert.Equal(count, mails.Count);
        var mail = mails[^1];
        Assert.Equal([Cast.Citizen], mail.To);
        Assert.Contains(subject, mail.Message.Subject, StringComparison.Ordinal);
        var attached = Assert.IsType<MimeKit.MimePart>(Assert.Single(mail.Message.Attachments));
        using var pdf = new MemoryStream();
        await attached.Content!.DecodeToAsync(pdf, Cancel);
        Assert.Contains(number, await PrintedPages.ReadTextAsync(pdf.ToArray(), Cancel), StringComparison.Ordinal);
    }

    /// <summary>Whoever holds the paper sees how far it is, without an account.</summary>
    private async Task ExpectLookUpAsync(Uri link, string number)
    {
        var anybody = await OpenAsync(Portal.Public);
        await anybody.GoAsync(link.PathAndQuery);
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync(number);
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync("Mới đăng ký");
    }

    /// <summary>A journey that goes well leaves no page of the server in an error.</summary>
    private void ExpectQuietServer() => Assert.DoesNotContain("Unhandled exception in circuit", Portal.Output, StringComparison.Ordinal);

    private static async Task FollowWhileAcceptedAsync(BrowserSession citizen, DeskActor desk, string number)
    {
        await citizen.GoAsync($"/ho-so/{number}");
        var status = citizen.Page.Locator("[data-live=trang-thai]");
        await Expect(status).ToHaveTextAsync("Mới đăng ký");
        await Expect(citizen.Page.Locator("dvc-follow[data-state=live]")).ToBeAttachedAsync();
        var navigations = 0;
        citizen.Page.FrameNavigated += (_, _) => Interlocked.Increment(ref navigations);
        await citizen.Page.EvaluateAsync("() => { window.notReloaded = true; }");

        await desk.OpenArrivalAsync(number);
        await desk.ReadPapersAsync();
        var clock = Stopwatch.StartNew();
        var accepting = desk.AcceptAsync(() => clock.Restart());
        await Expect(status).ToHaveTextAsync("Được tiếp nhận");
        TestContext.Current.TestOutputHelper?.WriteLine($"Seen {clock.ElapsedMilliseconds} ms after the officer's click.");
        await accepting;

        Assert.Equal(0, navigations);
        Assert.True(await citizen.Page.EvaluateAsync<bool>("() => window.notReloaded === true"));
    }
}
