using System.Net;
using System.Text.RegularExpressions;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>People who come for the first time: they register with the code from a real mail and go on where they were.</summary>
[Collection(nameof(RegistrationJourneys))]
public sealed partial class RegistrationJourneys : BrowserTests
{
    private const string Procedure = "2.000635";
    private const string Password = "một câu dễ nhớ 2026";
    private SmtpServer? _mail;
    private DvcServer? _server;

    [Fact]
    public async Task Citizen_Registers_AndFindsTheDraftPrefilled()
    {
        await StartAsync();
        var citizen = await OpenAsync(_server!.BaseAddress, Device.Phone);
        var form = new WizardActor(citizen) { Inspects = true };
        await citizen.GoAsync($"/dang-nhap?tro-lai=%2Fnop-ho-so%2F{Procedure}");
        await form.Main.GetByRole(AriaRole.Link, new() { Name = "Đăng ký", Exact = true }).ClickAsync();
        await form.InspectAsync();

        await FillAsync(form, "moi@example.vn", "064095000111");
        await ExpectSolvedAsync(citizen);
        await form.InspectAsync();
        await form.PressAsync("Đăng ký tài khoản");
        await Expect(form.Main).ToContainTextAsync("moi@example.vn");
        await form.InspectAsync();
        await form.FillAsync("Mã gồm 6 chữ số", "000000");
        await form.PressAsync("Xác nhận");
        await Expect(form.Main).ToContainTextAsync("Mã chưa đúng");
        await form.InspectAsync();
        await form.FillAsync("Mã gồm 6 chữ số", await CodeAsync(1));
        await form.PressAsync("Xác nhận");

        await form.ArriveAsync("don-vi");
        await form.Main.GetByRole(AriaRole.Radio).First.CheckAsync();
        await form.ContinueAsync("nguoi-nop");
        await Expect(form.Field("Họ và tên người nộp")).ToHaveValueAsync("Siu H’Linh");
        await Expect(form.Field("Số giấy tờ")).ToHaveValueAsync("064095000111");
        await Expect(form.Field("Thôn, làng, số nhà").First).ToHaveValueAsync("Làng Kênh Mék");
    }

    [Fact]
    public async Task Representative_RegistersAnOrganisation_ByTheLinkInTheMail()
    {
        await StartAsync();
        var session = await OpenAsync(_server!.BaseAddress, Device.Desktop with { Dark = true });
        var form = new WizardActor(session) { Inspects = true };
        await session.GoAsync("/dang-ky");
        await form.Main.GetByRole(AriaRole.Link, new() { Name = "Tổ chức, doanh nghiệp", Exact = true }).ClickAsync();
        await form.FillAsync("Mã số thuế", "0100109106");
        await form.FillAsync("Tên tổ chức, doanh nghiệp", "Công ty Cà phê Ia Le");
        await FillAsync(form, "giamdoc@example.vn", "064085000222");
        await form.InspectAsync();
        await form.PressAsync("Đăng ký tài khoản");
        await Expect(form.Main).ToContainTextAsync("giamdoc@example.vn");

        var mail = (await _mail!.WaitForMailsAsync(1, Cancel))[0].Message.TextBody!;
        await session.Page.GotoAsync(Link().Match(mail).Value);
        await Expect(form.Field("Mã gồm 6 chữ số")).ToHaveValueAsync(Code().Match(mail).Value);
        await form.PressAsync("Xác nhận");

        await session.Page.ArriveAsync(address => address.AbsolutePath == "/", "/");
        await Expect(session.Page.Locator("header")).ToContainTextAsync("Siu H’Linh");
    }

    [Fact]
    public async Task KnownAddress_LooksTheSame_AndOnlyItsOwnerIsTold()
    {
        await StartAsync();
        var texts = new List<string>();
        foreach (var (email, number) in new[] { ("la@example.vn", "064095000333"), (Cast.Citizen, "064095000444") })
        {
            var session = await OpenAsync(_server!.BaseAddress);
            var form = new WizardActor(session);
            await session.GoAsync("/dang-ky");
            await FillAsync(form, email, number);
            await form.PressAsync("Đăng ký tài khoản");
            await Expect(form.Main).ToContainTextAsync(email);
            texts.Add((await form.Main.InnerTextAsync()).Replace(email, "", StringComparison.Ordinal));
        }

        Assert.Equal(texts[0], texts[1]);
        var mails = await _mail!.WaitForMailsAsync(2, Cancel);
        var told = Assert.Single(mails, m => m.To.Contains(Cast.Citizen));
        Assert.DoesNotMatch(Code(), told.Message.TextBody!);
    }

    [Fact]
    public async Task WithMistakes_TheFormComesBackWithEverythingButThePassword()
    {
        await StartAsync();
        var session = await OpenAsync(_server!.BaseAddress);
        var form = new WizardActor(session) { Inspects = true };
        await session.GoAsync("/dang-ky");
        await FillAsync(form, "moi@example.vn", "064094000111");
        await form.FillAsync("Mật khẩu", "ngắn");
        await form.PressAsync("Đăng ký tài khoản");

        await Expect(form.Main.Locator("#tom-tat-loi")).ToBeFocusedAsync();
        await Expect(form.Main.Locator("#tom-tat-loi")).ToContainTextAsync("không khớp với ngày sinh");
        await Expect(form.Field("Email")).ToHaveValueAsync("moi@example.vn");
        await Expect(form.Field("Xã, phường, thị trấn")).ToHaveValueAsync("23986");
        await Expect(form.Field("Mật khẩu")).ToHaveValueAsync("");
        await form.InspectAsync();
    }

    [Fact]
    public async Task WithoutScripts_TheFormSaysWhatIsNeeded_AndNothingIsTaken()
    {
        await StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = _server!.BaseAddress,
        };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var page = await http.GetStringAsync(new Uri("/dang-ky", UriKind.Relative), Cancel);
        Assert.Contains("Bước này cần JavaScript", WebUtility.HtmlDecode(page), StringComparison.Ordinal);

        using var content = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["_handler"] = "dang-ky",
                ["__RequestVerificationToken"] = Token().Match(page).Groups["token"].Value,
                ["Input.FamilyName"] = "Siu",
                ["Input.GivenName"] = "H’Linh",
                ["Input.NationalId"] = "064095000111",
                ["Input.BirthDate"] = "04/03/1995",
                ["Input.Address.Commune"] = "23986",
                ["Input.Address.Street"] = "Làng Mék",
                ["Input.Email"] = "moi@example.vn",
                ["Input.Phone"] = "0905000111",
                ["Input.Password"] = Password,
                ["Input.Consent"] = "true",
                ["Input.Proof"] = "eyJudW1iZXIiOjF9",
            }
        );
        using var answer = await http.PostAsync(new Uri("/dang-ky", UriKind.Relative), content, Cancel);

        Assert.Contains(
            "Mã xác nhận chưa xong",
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Empty(_mail!.Mails());
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_mail is not null)
            await _mail.DisposeAsync();
    }

    private async Task StartAsync()
    {
        _mail = await SmtpServer.StartAsync(cancellationToken: Cancel);
        _server = await DvcServer.StartAsync(new() { SmtpPort = _mail.Port }, Cancel);
    }

    private static async Task FillAsync(WizardActor form, string email, string nationalId)
    {
        await form.FillAsync("Họ", "Siu");
        await form.FillAsync("Tên", "H’Linh");
        await form.FillAsync("Số CCCD/CMND", nationalId);
        await form.FillAsync("Ngày sinh", nationalId[4..6] == "85" ? "04/03/1985" : "04/03/1995");
        await form.Main.GetByLabel("Xã, phường, thị trấn", new() { Exact = true }).SelectOptionAsync("Xã Ia Le");
        await form.FillAsync("Địa chỉ", "Làng Kênh Mék");
        await form.FillAsync("Email", email);
        await form.FillAsync("Số điện thoại", "0905 000 111");
        await form.FillAsync("Mật khẩu", Password);
        await form.Main.GetByRole(AriaRole.Checkbox, new() { NameRegex = Consent() }).CheckAsync();
    }

    private static Task ExpectSolvedAsync(BrowserSession session) =>
        Expect(session.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = Proof() })).ToBeCheckedAsync();

    private async Task<string> CodeAsync(int mails) =>
        Code().Match((await _mail!.WaitForMailsAsync(mails, Cancel))[^1].Message.TextBody!).Value;

    [GeneratedRegex("(?<![0-9])[0-9]{6}(?![0-9])", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("http[^ ]*/dang-ky/xac-nhan[^ \r\n]+", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^Tôi đồng ý", RegexOptions.None, 1000)]
    private static partial Regex Consent();

    [GeneratedRegex("^Mã xác nhận", RegexOptions.None, 1000)]
    private static partial Regex Proof();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
