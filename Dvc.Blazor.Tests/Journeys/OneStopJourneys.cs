using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;
using Files = Dvc.Blazor.Tests.Infrastructure.Files.Samples;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>One dossier from hand to hand: citizen, one-stop officer, examiner and leader each have their page open, and each sees what the others do.</summary>
[Collection(nameof(OneStopJourneys))]
public sealed class OneStopJourneys : BrowserTests
{
    private const string Paper = "GT-QUANHE";
    private const string PaperName = "Giấy tờ chứng minh quan hệ (khi CSDL không có)";
    private const string Commune = "cp-x-23942";
    private DvcServer? _portal;

    private DvcDatabase Database => _portal!.Services.GetRequiredService<DvcDatabase>();

    [Fact]
    public async Task FromFilingToHandingOver_EachPageFollowsTheOthers()
    {
        _portal = await DvcServer.StartAsync(cancellationToken: Cancel);
        await AlsoWorksAtAsync(Cast.Approver, Commune);
        var (citizen, desk, examiner, leader) = (
            await SignInAsync(Cast.Citizen, Device.Phone),
            await SignInAsync(Cast.IntakeOfficer),
            await SignInAsync(Cast.CaseOfficer),
            await SignInAsync(Cast.Approver)
        );
        await desk.GoAsync("/mot-cua?hang-doi=moi-den", interactive: true);
        await examiner.GoAsync("/mot-cua?hang-doi=da-xong", interactive: true);
        await leader.GoAsync("/mot-cua?hang-doi=cho-duyet", interactive: true);

        var number = await FileAsync(citizen);
        var status = await FollowAsync(citizen, number);
        await OpenArrivalAsync(desk, number);
        await AskForThreeThingsAsync(desk);
        await Expect(status).ToHaveTextAsync("Yêu cầu bổ sung giấy tờ");
        await AnswerAsync(citizen, number);
        await TakeAsync(desk);
        await Expect(status).ToHaveTextAsync("Mới đăng ký");

        await desk.DecideAsync("t", "Tiếp nhận hồ sơ này?", "Tiếp nhận");
        await Expect(status).ToHaveTextAsync("Được tiếp nhận");
        await desk.DecideAsync(
            "c",
            "Chuyển hồ sơ sang xử lý?",
            "Chuyển xử lý",
            async form =>
            {
                await Expect(form.GetByLabel("Chuyển đến")).Not.ToHaveValueAsync("");
                await form.GetByLabel("Ghi chú cho nơi nhận").FillAsync("Cần xác minh.");
            }
        );
        await Expect(status).ToHaveTextAsync("Đang xử lý");

        await examiner.GoAsync($"/mot-cua/ho-so/{number}", interactive: true);
        await examiner.DecideAsync("y", "Xin ý kiến cơ quan khác?", "Xin ý kiến", AskTheCommuneAsync);
        await GiveOpinionAsync(leader, number);
        await Expect(examiner.Page.Locator("main")).ToContainTextAsync("Có đăng ký tại xã.");
        await leader.GoAsync("/mot-cua?hang-doi=cho-duyet", interactive: true);
        await examiner.DecideAsync(
            "d",
            "Trình lãnh đạo duyệt?",
            "Trình duyệt",
            form => form.GetByLabel("Nội dung trình").FillAsync("Đủ điều kiện cấp bản sao.")
        );

        await OpenRowAsync(leader, number);
        await leader.DecideAsync("d", "Phê duyệt kết quả này?", "Phê duyệt");
        await Expect(status).ToHaveTextAsync("Đã xử lý xong");
        await HandOverAsync(desk);
        await Expect(status).ToHaveTextAsync("Đã trả kết quả");
        Assert.Equal(OriginalVerdict.Matches, Assert.Single((await StoredAsync(number)).Originals).Verdict);
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_portal is not null)
            await _portal.DisposeAsync();
    }

    private async Task<BrowserSession> SignInAsync(string email, Device? device = null)
    {
        var session = await OpenAsync(_portal!.BaseAddress, device);
        await session.SignInAsync(email);
        return session;
    }

    private static async Task<string> FileAsync(BrowserSession citizen)
    {
        var wizard = new WizardActor(citizen);
        await citizen.GoAsync($"/nop-ho-so/{CertifiedCopy.Code}/don-vi", interactive: true);
        await new ExtractRequest(wizard).FillAsync();
        await wizard.UploadAsync(
            "Văn bản ủy quyền (không cần chứng thực nếu người được ủy quyền là người thân ruột thịt)",
            "ủy quyền.png",
            Files.Picture(SKEncodedImageFormat.Png)
        );
        await wizard.UploadAsync(PaperName, "sổ hộ khẩu.pdf", Files.PlainPdf(2));
        await wizard.ContinueAsync("nhan-ket-qua");
        await wizard.ContinueAsync("xac-nhan");
        return await wizard.DeclareAndFileAsync();
    }

    private static async Task<ILocator> FollowAsync(BrowserSession citizen, string number)
    {
        await citizen.GoAsync($"/ho-so/{number}");
        await Expect(citizen.Page.Locator("dvc-follow[data-state=live]")).ToBeAttachedAsync();
        return citizen.Page.Locator("[data-live=trang-thai]");
    }

    /// <summary>The open board says by itself that something came, and shows it when asked; then it is opened.</summary>
    private static async Task OpenArrivalAsync(BrowserSession officer, string number)
    {
        await officer.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "hồ sơ mới đến" }).ClickAsync();
        await OpenRowAsync(officer, number);
    }

    /// <summary>In an empty list it stands there at once.</summary>
    private static async Task OpenRowAsync(BrowserSession officer, string number)
    {
        await officer.Page.Locator("main").GetByRole(AriaRole.Row).Filter(new() { HasText = number }).GetByRole(AriaRole.Link).ClickAsync();
        await officer.Page.ArriveAsync($"/mot-cua/ho-so/{number}");
        await officer.ReadyAsync();
    }

    private static async Task AskForThreeThingsAsync(BrowserSession desk)
    {
        var main = desk.Page.Locator("main");
        foreach (var (answer, reason) in new[] { ("Họ tên cha", "Ghi đủ chữ đệm."), ("Năm đăng ký", "Khác với giấy tờ.") })
        {
            await main.GetByRole(AriaRole.Button, new() { Name = $"Yêu cầu bổ sung: {answer}", Exact = true }).ClickAsync();
            await main.Locator(".ans.flag").Filter(new() { HasText = answer }).GetByLabel("Sẽ yêu cầu bổ sung").FillAsync(reason);
        }

        await main.GetByRole(AriaRole.Group, new() { Name = "Giấy tờ đã nộp" })
            .GetByRole(AriaRole.Button, new() { Name = "Giấy tờ chứng minh quan hệ" })
            .ClickAsync();
        var papers = main.GetByRole(AriaRole.Region, new() { Name = "Giấy tờ", Exact = true });
        await papers.GetByRole(AriaRole.Button, new() { Name = "Đánh dấu cần bổ sung" }).ClickAsync();
        await papers.GetByLabel("Sẽ yêu cầu bổ sung").FillAsync("Bản chụp bị mờ, không đọc được ngày cấp.");
        await main.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync();
        await desk.DecideAsync(
            "b",
            "Yêu cầu người nộp bổ sung?",
            "Yêu cầu bổ sung",
            form => Expect(form).ToContainTextAsync("Đã đánh dấu 3 mục")
        );
    }

    /// <summary>Only what was asked for can be changed; before sending, old and new stand side by side.</summary>
    private async Task AnswerAsync(BrowserSession citizen, string number)
    {
        var main = citizen.Page.Locator("main");
        var next = main.Locator("[data-live=viec-can-lam]");
        await Expect(next).ToContainTextAsync("Bạn cần bổ sung 3 mục");
        await Expect(next).ToContainTextAsync("Ghi đủ chữ đệm.");
        await citizen.AxeAsync();
        await citizen.FitsAsync();
        await next.GetByRole(AriaRole.Link, new() { Name = "Bổ sung hồ sơ" }).ClickAsync();
        await citizen.ReadyAsync();

        await Expect(main.Locator("input:not([type=file]):not([type=hidden]), select, textarea")).ToHaveCountAsync(2);
        await Expect(main.Locator("dvc-upload")).ToHaveCountAsync(1);
        await Expect(main).ToContainTextAsync("Đã xong 0/3 mục");
        await citizen.AxeAsync();
        await citizen.FitsAsync();
        await main.GetByLabel("Họ tên cha").FillAsync("Siu Văn Bình");
        await main.GetByLabel("Năm đăng ký").FillAsync("2016");
        await main.GetByRole(AriaRole.Button, new() { Name = "Gửi bổ sung" }).ClickAsync();
        await Expect(main.Locator("#tom-tat-loi")).ToContainTextAsync("Chưa có giấy tờ");
        await main.Locator($"#tep-{Paper}")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "khai-sinh.png",
                    MimeType = "image/png",
                    Buffer = Files.Picture(SKEncodedImageFormat.Png),
                }
            );
        await Expect(main).ToContainTextAsync("Đã xong 3/3 mục");

        await main.GetByRole(AriaRole.Button, new() { Name = "Gửi bổ sung" }).ClickAsync();
        await Expect(main.GetByRole(AriaRole.Row).Filter(new() { HasText = "Siu Văn Bình" })).ToContainTextAsync("Siu Bình");
        await citizen.AxeAsync();
        await citizen.FitsAsync();
        await main.GetByRole(AriaRole.Button, new() { Name = "Xác nhận gửi" }).DblClickAsync();
        await citizen.Page.ArriveAsync($"/ho-so/{number}");
        await Expect(next).ToContainTextAsync("Đã nhận phần bổ sung của bạn");

        var request = (await StoredAsync(number)).Supplements[0];
        Assert.Equal(
            [("\"Siu Bình\"", "\"Siu Văn Bình\""), ("2015", "2016"), (null, null)],
            request.Items.OrderBy(i => i.Ordinal).Select(i => (i.Before, i.After))
        );
        // The old address is dead, in words.
        await citizen.GoAsync($"/ho-so/{number}/bo-sung");
        await Expect(main).ToContainTextAsync("Không có gì phải bổ sung");
        await FollowAsync(citizen, number);
    }

    /// <summary>The officer's open page shows by itself what came, old beside new.</summary>
    private static async Task TakeAsync(BrowserSession desk)
    {
        var asked = desk.Page.Locator("main .asked");
        await Expect(asked.Filter(new() { HasText = "Siu Văn Bình" })).ToBeVisibleAsync();
        await Expect(asked).ToHaveCountAsync(3);
        await desk.DecideAsync("n", "Bổ sung đã đầy đủ?", "Nhận bổ sung");
    }

    private static async Task AskTheCommuneAsync(ILocator form)
    {
        await form.GetByText("Nơi khác").ClickAsync();
        await form.GetByLabel("Tìm theo tên cơ quan").FillAsync("Nhơn Hoà");
        await form.GetByLabel("Tìm theo tên cơ quan").PressAsync("Tab");
        await form.GetByLabel("Hỏi cơ quan").SelectOptionAsync(Commune);
        await form.GetByLabel("Câu hỏi").FillAsync("Việc này có đăng ký tại xã không?");
        var day = VietnamTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(5));
        await form.GetByLabel("Hạn trả lời").FillAsync(day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
    }

    private static async Task GiveOpinionAsync(BrowserSession leader, string number)
    {
        await leader.GoAsync($"/mot-cua/ho-so/{number}", interactive: true);
        var panel = leader.Page.Locator("main").GetByRole(AriaRole.Region, new() { Name = "Ý kiến của cơ quan khác" });
        await panel.GetByRole(AriaRole.Radio, new() { Name = "Đồng ý", Exact = true }).CheckAsync();
        await panel.GetByLabel("Nội dung trả lời").FillAsync("Có đăng ký tại xã.");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Gửi ý kiến" }).ClickAsync();
        await Expect(leader.Page.GetByText("Đã gửi ý kiến cho nơi hỏi.")).ToBeVisibleAsync();
    }

    /// <summary>Not before each original was compared with its scan.</summary>
    private static async Task HandOverAsync(BrowserSession desk)
    {
        var main = desk.Page.Locator("main");
        await Expect(main.GetByRole(AriaRole.Button, new() { Name = "Trả kết quả" })).ToBeVisibleAsync();
        await desk.DecideAsync(
            "r",
            "Xác nhận đã trả kết quả?",
            "Trả kết quả",
            async form =>
            {
                await form.GetByLabel("Người nhận kết quả").FillAsync("Rơ Châm H’Yên");
                await form.GetByRole(AriaRole.Button, new() { Name = "Trả kết quả", Exact = true }).ClickAsync();
                await Expect(form).ToContainTextAsync("chưa đối chiếu");
                await form.GetByRole(AriaRole.Radio, new() { Name = "Đúng bản chính" }).CheckAsync();
                await Expect(form).ToContainTextAsync("Đã đối chiếu đủ.");
            }
        );
    }

    private async Task AlsoWorksAtAsync(string email, string agency)
    {
        var id = await Database.ReadAsync(db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(Cancel), Cancel);
        await Database.WriteAsync(db => Task.FromResult(db.Postings.Add(new OfficerPosting { UserId = id, AgencyId = agency })), Cancel);
    }

    private Task<Dossier> StoredAsync(string number) =>
        Database.ReadAsync(
            db =>
                db.Dossiers.Include(d => d.Originals)
                    .Include(d => d.Supplements)
                        .ThenInclude(s => s.Items)
                    .AsSplitQuery()
                    .SingleAsync(d => d.Number == number, Cancel),
            Cancel
        );
}
