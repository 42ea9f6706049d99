using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using MimeKit;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>People given rights by other people: members of an organisation, officers made by an administrator, stand-ins.</summary>
[Collection(nameof(PeopleJourneys))]
public sealed class PeopleJourneys : BrowserTests
{
    private const string Company = "Công ty TNHH Hồ tiêu Chư Pưh";
    private DvcServer? _server;

    [Fact]
    public async Task Administrator_MakesSomebodyAnOfficer_WhoseBoardShowsTheDossiers()
    {
        var administrator = await VisitAsync(Cast.Administrator);
        await administrator.GoAsync("/quan-tri/nguoi-dung");
        await administrator.AxeAsync();
        await administrator.Page.GetByRole(AriaRole.Searchbox).FillAsync("ro cham");
        await PressAsync(administrator, "Tìm kiếm");
        await administrator.Page.GetByRole(AriaRole.Link, new() { Name = "Rơ Châm H’Yên", Exact = true }).ClickAsync();
        await administrator.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Cán bộ Một cửa", Exact = true }).CheckAsync();
        await PressAsync(administrator, "Lưu vai trò");
        await ExpectSavedAsync(administrator);
        await administrator
            .Page.GetByLabel("Đơn vị", new() { Exact = true })
            .SelectOptionAsync(new SelectOptionValue { Label = "UBND huyện Chư Pưh" });
        await PressAsync(administrator, "Phân công");
        await Expect(administrator.Page.Locator("main")).ToContainTextAsync("Tất cả lĩnh vực · Không thời hạn");
        await administrator.AxeAsync();

        var officer = await OpenAsync(_server!.BaseAddress);
        await officer.SignInAsync(Cast.Citizen);
        await officer.GoAsync("/mot-cua", interactive: true);
        await Expect(officer.Page.Locator(".board tbody tr").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Officer_InvitedByMail_ChoosesAPassword_AndWorks()
    {
        const string chosen = "mưa rào tháng sáu";
        var administrator = await VisitAsync(Cast.Administrator);
        await administrator.GoAsync("/quan-tri/nguoi-dung/moi");
        await PressAsync(administrator, "Gửi lời mời");
        await Expect(administrator.Page.Locator("#tom-tat-loi")).ToContainTextAsync("Hãy ghi họ và tên.");
        await administrator.AxeAsync();
        await administrator.Page.GetByLabel("Họ và tên", new() { Exact = true }).FillAsync("Siu Ha");
        await administrator.Page.GetByLabel("Thư điện tử", new() { Exact = true }).FillAsync("siu.ha@dvc.local");
        await administrator.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Cán bộ Một cửa", Exact = true }).CheckAsync();
        await administrator
            .Page.GetByLabel("Đơn vị", new() { Exact = true })
            .SelectOptionAsync(new SelectOptionValue { Label = "UBND huyện Chư Pưh" });
        await PressAsync(administrator, "Gửi lời mời");
        await Expect(administrator.Page.Locator("main").GetByRole(AriaRole.Status)).ToContainTextAsync("Đã gửi lời mời.");
        await administrator.Page.GetByLabel("Họ và tên", new() { Exact = true }).FillAsync("Siu Hà");
        await PressAsync(administrator, "Lưu tên");
        await Expect(administrator.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Siu Hà");
        await Expect(administrator.Page.Locator("main")).ToContainTextAsync("Sửa thông tin · Quản trị hệ thống");

        var link = await LinkInMailAsync("Tài khoản cán bộ", "siu.ha@dvc.local", "/nhan-tai-khoan?ma=");
        var officer = await OpenAsync(_server!.BaseAddress, Device.Phone);
        await officer.GoAsync(link);
        await officer.Page.GetByLabel("Mật khẩu", new() { Exact = true }).FillAsync("12345678");
        await PressAsync(officer, "Đặt mật khẩu");
        await Expect(officer.Page.Locator("#tom-tat-loi")).ToContainTextAsync("ít nhất 10 ký tự");
        await officer.AxeAsync();
        await officer.FitsAsync();
        await officer.Page.GetByLabel("Mật khẩu", new() { Exact = true }).FillAsync(chosen);
        await PressAsync(officer, "Đặt mật khẩu");
        await Expect(officer.Page.GetByText("Hãy đăng nhập bằng mật khẩu vừa đặt.")).ToBeVisibleAsync();
        await officer.SignInAsync("siu.ha@dvc.local", chosen);
        await officer.GoAsync("/mot-cua", interactive: true);

        await officer.GoAsync(link);
        await Expect(officer.Page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("Đường dẫn không còn dùng được");
        await officer.AxeAsync();
    }

    [Fact]
    public async Task Colleague_JoinsByTheLetter_AndSeesWhatTheOtherFiled()
    {
        var representative = await VisitAsync(Cast.Organisation);
        await representative.GoAsync("/tai-khoan/to-chuc");
        await representative.Page.GetByLabel("Thư điện tử của người được mời", new() { Exact = true }).FillAsync(Cast.Citizen);
        await PressAsync(representative, "Gửi lời mời");
        await Expect(representative.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã gửi lời mời");
        await representative.AxeAsync();
        var link = await LinkInMailAsync("Lời mời", Cast.Citizen, "/tai-khoan/to-chuc/loi-moi?ma=");

        var colleague = await OpenAsync(_server!.BaseAddress);
        colleague.Tolerate("404");
        await colleague.SignInAsync(Cast.Citizen);
        await colleague.GoAsync(link);
        await Expect(colleague.Page.Locator("main")).ToContainTextAsync(Company);
        await colleague.AxeAsync();
        await PressAsync(colleague, "Vào tổ chức");
        await colleague.GoAsync("/ho-so");
        var dossier = colleague.Page.Locator("article.card").Filter(new() { HasText = $"Nộp cho tổ chức: {Company}" }).First;
        await dossier.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(colleague.Page.Locator("main")).ToContainTextAsync($"Nộp cho tổ chức: {Company}");
        await colleague.AxeAsync();
        var address = new Uri(colleague.Page.Url).AbsolutePath;

        await representative.GoAsync("/tai-khoan/to-chuc");
        await PressAsync(representative, "Cho Rơ Châm H’Yên rời tổ chức");
        await Expect(representative.Page.Locator("main")).Not.ToContainTextAsync("Rơ Châm H’Yên");
        await colleague.GoAsync(address);
        await Expect(colleague.Page.GetByRole(AriaRole.Heading, new() { Name = "Không tìm thấy trang này" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Officer_GoingAway_NamesAStandIn()
    {
        var officer = await VisitAsync(Cast.IntakeOfficer);
        await officer.GoAsync("/tai-khoan/vang-mat");
        await PressAsync(officer, "Lưu vắng mặt");
        await Expect(officer.Page.Locator("#tom-tat-loi")).ToContainTextAsync("Hãy chọn người làm thay.");
        await officer.AxeAsync();
        await officer
            .Page.GetByLabel("Người làm thay", new() { Exact = true })
            .SelectOptionAsync(new SelectOptionValue { Label = "Y Phương" });
        await officer.Page.GetByLabel("Từ ngày", new() { Exact = true }).FillAsync("01/01/2026");
        await officer.Page.GetByLabel("Đến ngày", new() { Exact = true }).FillAsync("31/12/2026");
        await PressAsync(officer, "Lưu vắng mặt");
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("Y Phương làm thay Nguyễn Thị Thu Hằng");
        await officer.AxeAsync();
        await officer.FitsAsync();
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task<BrowserSession> VisitAsync(string email)
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        var session = await OpenAsync(_server.BaseAddress);
        await session.SignInAsync(email);
        return session;
    }

    private static Task PressAsync(BrowserSession session, string button) =>
        session.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static Task ExpectSavedAsync(BrowserSession session) =>
        Expect(session.Page.Locator("main").GetByRole(AriaRole.Status)).ToContainTextAsync("Đã lưu.");

    private async Task<string> LinkInMailAsync(string subject, string reader, string path)
    {
        var letter = await Wait.ForAsync(
            () => Task.FromResult(Letters().FirstOrDefault(m => m.Subject!.Contains(subject, StringComparison.Ordinal))),
            "the invitation is mailed",
            cancellationToken: Cancel
        );
        Assert.Equal(reader, letter.To.Mailboxes.Single().Address);
        var body = letter.TextBody!;
        var at = body.IndexOf(path, StringComparison.Ordinal);
        return body[at..].Split((char[]?)null, 2)[0];
    }

    private IEnumerable<MimeMessage> Letters() =>
        Directory.Exists(_server!.MailPickup)
            ? Directory.EnumerateFiles(_server.MailPickup, "*.eml").Select(file => MimeMessage.Load(file, Cancel))
            : [];
}
