using System.Text.RegularExpressions;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using Files = Dvc.Blazor.Tests.Infrastructure.Files.Samples;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>Somebody without an account comes to the counter: an officer fills in, scans, takes the signed slip, files, prints and accepts.</summary>
[Collection(nameof(CounterJourneys))]
public sealed class CounterJourneys : BrowserTests
{
    private const string Extract = "Cấp bản sao trích lục hộ tịch";
    private const string Authority = "Văn bản ủy quyền (không cần chứng thực nếu người được ủy quyền là người thân ruột thịt)";
    private const string Kinship = "Giấy tờ chứng minh quan hệ (khi CSDL không có)";
    private DvcServer? _portal;

    [Fact]
    public async Task WalkIn_IsHelpedFromTheFirstQuestionToTheAcceptance()
    {
        _portal = await DvcServer.StartAsync(cancellationToken: Cancel);
        var officer = await OpenAsync(_portal.BaseAddress);
        await officer.SignInAsync(Cast.IntakeOfficer);
        await officer.GoAsync("/mot-cua", interactive: true);
        var wizard = new WizardActor(officer) { Inspects = true };
        await wizard.Main.GetByRole(AriaRole.Link, new() { Name = "Nộp tại quầy", Exact = true }).ClickAsync();
        await officer.ReadyAsync();

        await BeginAsync(wizard);
        await FillAsync(wizard);
        await DropAsync(wizard);
        await wizard.ContinueAsync("nhan-ket-qua");
        await wizard.ContinueAsync("xac-nhan");
        await ResumeAsync(officer, wizard);
        var number = await AgreeAndFileAsync(officer, wizard);

        await wizard.InspectAsync();
        await Expect(wizard.Main).ToContainTextAsync("Cán bộ nộp giúp");
        await Expect(wizard.Main).ToContainTextAsync("Siu Thoa");
        await Expect(wizard.Main.Locator("svg.qr")).ToBeVisibleAsync();
        var code = (await wizard.Main.Locator(".slip .sliphead .code").Nth(1).TextContentAsync())!;
        await wizard.Main.GetByRole(AriaRole.Link, new() { Name = "Tiếp nhận ngay" }).ClickAsync();
        await officer.ReadyAsync();
        await Expect(wizard.Main).ToContainTextAsync("Nộp tại quầy, có cán bộ giúp");
        await new DeskActor(officer).AcceptAsync(() => { });

        var anybody = await OpenAsync(_portal.BaseAddress, Device.Phone);
        await anybody.GoAsync($"/tra-cuu?ma={number}&khoa={code}");
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync("Được tiếp nhận");
    }

    protected override ValueTask ReleaseAsync() => _portal?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task BeginAsync(WizardActor wizard)
    {
        await wizard.InspectAsync();
        await wizard.Field("Thủ tục").SelectOptionAsync(new SelectOptionValue { Label = Extract });
        await wizard.Field("Nơi nhận hồ sơ").SelectOptionAsync(new SelectOptionValue { Label = "UBND huyện Chư Pưh" });
        await wizard.FillAsync("Số căn cước của người nộp", "0640 8500 9999");
        await wizard.PressAsync("Tìm");
        await Expect(wizard.Main).ToContainTextAsync("Người này chưa có tài khoản");
        await wizard.PressAsync("Tiếp tục");
        await Expect(wizard.Main.Locator("#tom-tat-loi")).ToContainTextAsync("Họ và tên");
        await wizard.InspectAsync();
        await wizard.FillAsync("Họ và tên", "Siu Thoa");
        await wizard.FillAsync("Số điện thoại", "0905 000 111");
        await wizard.PressAsync("Tiếp tục");
        await wizard.ArriveAsync("nguoi-nop");
        Assert.Contains("/mot-cua/nop-tai-quay/", wizard.Page.Url, StringComparison.Ordinal);
    }

    private static async Task FillAsync(WizardActor wizard)
    {
        await Expect(wizard.Field("Số giấy tờ")).ToHaveCountAsync(0);
        await Expect(wizard.Field("Họ và tên người nộp")).ToHaveValueAsync("Siu Thoa");
        await wizard.ChooseForWhomAsync("Cho người khác (được ủy quyền)");
        await wizard.FillAsync("Ngày sinh", "02/09/1985");
        await wizard.AddressAsync("Địa chỉ liên hệ", "Xã Ia Le", "Làng Kênh Mék");
        await wizard.FillAsync("Họ tên chủ hồ sơ", "Siu Nhi");
        await wizard.FillAsync("Số định danh của chủ hồ sơ", "064315000123");
        await wizard.FillAsync("Ngày sinh của chủ hồ sơ", "12/03/2015");
        await wizard.AddressAsync("Địa chỉ của chủ hồ sơ", "Xã Ia Le", "Làng Kênh Mék");
        await wizard.SelectAsync("Quan hệ với chủ hồ sơ", "Cha/mẹ");
        await wizard.ContinueAsync("to-khai");
        await wizard.SelectAsync("Loại việc hộ tịch", "Khai sinh");
        await wizard.SelectAsync("Quan hệ của người yêu cầu với người được cấp", "Cha/mẹ");
        await wizard.FillAsync("Cơ quan đã đăng ký hộ tịch trước đây", "UBND xã Ia Le, huyện Chư Pưh");
        await wizard.FillAsync("Năm đăng ký", "2015");
        await wizard.FillAsync("Ngày đăng ký", "20/03/2015");
        await wizard.FillAsync("Họ, chữ đệm, tên người được cấp", "Siu Nhi");
        await wizard.FillAsync("Ngày, tháng, năm sinh người được cấp", "12/03/2015");
        await wizard.FillAsync("Số định danh cá nhân/CCCD người được cấp", "064315000123");
        await wizard.SelectAsync("Dân tộc người được cấp", "Gia Rai (Jrai)");
        await wizard.AddressAsync("Nơi cư trú người được cấp", "Xã Ia Le", "Làng Kênh Mék");
        await wizard.ChooseAsync("Giới tính", "Nữ");
        var copy = await wizard.AddRowAsync("Bản sao", 1);
        await wizard.ChooseAsync("Loại bản sao", "Bản sao trích lục", copy);
        await wizard.FillAsync("Số bản", "2", copy);
        await wizard.ContinueAsync("giay-to");
    }

    /// <summary>Two scans in one drop: one has a telling name, the other is moved by hand, taken back, and moved again.</summary>
    private static async Task DropAsync(WizardActor wizard)
    {
        var zone = wizard.Main.Locator("#quet dvc-upload");
        await using var transfer = await wizard.Page.EvaluateHandleAsync(
            """
            files => {
                const transfer = new DataTransfer();
                for (const [name, text] of files)
                    transfer.items.add(new File([Uint8Array.from(atob(text), c => c.charCodeAt(0))], name, { type: "application/pdf" }));
                return transfer;
            }
            """,
            new[]
            {
                new[] { "uỷ quyền.pdf", Convert.ToBase64String(Files.PlainPdf()) },
                ["scan0002.pdf", Convert.ToBase64String(Files.PlainPdf(2))],
            }
        );
        await zone.DispatchEventAsync("drop", new { dataTransfer = transfer });

        await wizard.ExpectThereAsync(Authority, "uỷ quyền.pdf");
        var list = wizard.Main.GetByLabel("scan0002.pdf là giấy tờ");
        await list.SelectOptionAsync(new SelectOptionValue { Label = Kinship });
        await wizard.ExpectThereAsync(Kinship, "scan0002.pdf");
        await wizard.Page.GetByRole(AriaRole.Button, new() { Name = "Hoàn tác", Exact = true }).ClickAsync();
        await Expect(wizard.Slot(Kinship).GetByText("Đã có", new() { Exact = true })).ToHaveCountAsync(0);
        await list.SelectOptionAsync(new SelectOptionValue { Label = Kinship });
        await wizard.ExpectThereAsync(Kinship, "scan0002.pdf");
        await wizard.InspectAsync();
    }

    /// <summary>The next one in the queue interrupts; the draft is taken up again from the list.</summary>
    private static async Task ResumeAsync(BrowserSession officer, WizardActor wizard)
    {
        await officer.GoAsync("/mot-cua/nop-tai-quay", interactive: true);
        await wizard.InspectAsync();
        await wizard.Main.GetByRole(AriaRole.Link, new() { Name = "Làm tiếp Siu Thoa" }).ClickAsync();
        await wizard.ArriveAsync("xac-nhan");
    }

    private async Task<string> AgreeAndFileAsync(BrowserSession officer, WizardActor wizard)
    {
        await wizard.TickAsync("Tôi chịu trách nhiệm trước pháp luật về tính chính xác của hồ sơ nộp trực tuyến so với hồ sơ gốc");
        await wizard.TickAsync("Tôi đã đọc thông báo về xử lý dữ liệu cá nhân cho thủ tục này");
        await Expect(wizard.Main).ToContainTextAsync("chưa gửi được tin nhắn SMS");
        var file = wizard.Main.GetByRole(AriaRole.Button, new() { Name = "Nộp hồ sơ", Exact = true });
        await Expect(file).ToHaveAttributeAsync("aria-disabled", "true");
        var slip = await wizard.Main.GetByRole(AriaRole.Link, new() { Name = "Mở phiếu để in" }).GetAttributeAsync("href");
        var paper = await officer.Context.NewPageAsync();
        await paper.GotoAsync($"{_portal!.BaseAddress}{slip!.TrimStart('/')}");
        await Expect(paper.Locator(".consentslip")).ToContainTextAsync("Siu Nhi");
        await Expect(paper.Locator(".consentslip")).ToContainTextAsync("scan0002.pdf");
        await officer.AxeAsync(paper);
        await paper.CloseAsync();

        await wizard.TickAsync("Tôi đã nhận phiếu có chữ ký của người nộp");
        await Expect(wizard.Main).ToContainTextAsync("Người nộp đã đồng ý bằng phiếu có chữ ký");
        await Expect(file).Not.ToHaveAttributeAsync("aria-disabled", "true");
        await file.ClickAsync(new() { ClickCount = 3 });
        await Expect(wizard.Page).ToHaveURLAsync(new Regex("/bien-nhan$"));
        return Uri.UnescapeDataString(new Uri(wizard.Page.Url).Segments[2].TrimEnd('/'));
    }
}
