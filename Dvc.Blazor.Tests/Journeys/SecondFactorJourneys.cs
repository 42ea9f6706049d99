using Dvc.Blazor.Tests.Features.Accounts.SecondFactor;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>People who prove twice who they are: an officer with an app at the first sign-in, and passkeys.</summary>
[Collection(nameof(SecondFactorJourneys))]
public sealed class SecondFactorJourneys(GuardedSite site) : BrowserTests, IClassFixture<GuardedSite>
{
    private const string SetUp = "Thiết lập xác thực hai bước";
    private const string SignInByPasskey = "Đăng nhập bằng khóa truy cập";

    [Fact]
    public async Task Officer_SetsAnAppUpAtTheFirstSignIn_AndComesBackWithACodeAndWithARecoveryCode()
    {
        var desk = await OpenAsync();
        var page = desk.Page;
        await desk.SignInAsync(Cast.IntakeOfficer);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = SetUp })).ToBeVisibleAsync();
        await desk.AxeAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Thiết lập ứng dụng xác thực" }).ClickAsync();
        var app = new AuthenticatorApp((await page.Locator(".secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await desk.AxeAsync();
        await desk.FitsAsync();

        await EnterCodeAsync(page, "123", "Bật xác thực hai bước");
        await Assertions.Expect(page.Locator("#code-e")).ToBeVisibleAsync();
        await desk.AxeAsync();
        await EnterCodeAsync(page, app.NextCode(), "Bật xác thực hai bước");
        var codes = await page.Locator(".codes li").AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);
        await desk.AxeAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Tải về" }).ClickAsync());
        using (var text = new StreamReader(await download.CreateReadStreamAsync()))
            Assert.Contains(codes[9], await text.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Tiếp tục" }).ClickAsync();
        await ArriveAsync(page, "/mot-cua");

        var again = await OpenAsync();
        await again.SignInAsync(Cast.IntakeOfficer, landing: "/dang-nhap/ma-xac-thuc");
        await again.AxeAsync();
        await again.FitsAsync();
        await EnterCodeAsync(again.Page, app.NextCode(), "Xác nhận");
        await ArriveAsync(again.Page, "/mot-cua");

        var lost = await OpenAsync();
        await lost.SignInAsync(Cast.IntakeOfficer, landing: "/dang-nhap/ma-xac-thuc");
        await lost.Page.GetByRole(AriaRole.Link, new() { Name = "Dùng mã dự phòng" }).ClickAsync();
        await lost.AxeAsync();
        await EnterCodeAsync(lost.Page, codes[0], "Xác nhận");
        await ArriveAsync(lost.Page, "/mot-cua");
        await lost.GoAsync("/tai-khoan/bao-mat");
        await Assertions.Expect(lost.Page.GetByText("Còn 9 mã chưa dùng")).ToBeVisibleAsync();
        await lost.AxeAsync();
        await lost.GoAsync("/tai-khoan/bao-mat/ma-du-phong");
        await lost.AxeAsync();
        await lost.GoAsync("/tai-khoan/bao-mat/ung-dung-xac-thuc");
        await lost.AxeAsync();
    }

    [Fact]
    public async Task Citizen_AddsAPasskey_AndSignsInWithoutAPassword()
    {
        var person = await OpenAsync();
        var page = person.Page;
        await AddAuthenticatorAsync(page);
        await person.SignInAsync(Cast.Citizen);
        await person.GoAsync("/tai-khoan/bao-mat/khoa-truy-cap");
        await person.AxeAsync();

        await AddPasskeyAsync(page, "sai mật khẩu");
        await Assertions.Expect(page.Locator("[data-refused]")).ToBeVisibleAsync();
        await AddPasskeyAsync(page, Cast.Password);
        await Assertions.Expect(page.GetByText("Đã thêm khóa truy cập")).ToBeVisibleAsync();
        await page.GetByText("Đổi tên hoặc xóa").ClickAsync();
        await page.GetByLabel("Tên khóa").FillAsync("Điện thoại của tôi");
        await person.AxeAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu tên" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Điện thoại của tôi" })).ToBeVisibleAsync();
        await person.FitsAsync();

        await page.Context.ClearCookiesAsync();
        await LeaveTheListEmptyAsync(page, () => page.GotoAsync("/dang-nhap?tro-lai=/ho-so"));
        await person.AxeAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = SignInByPasskey }).ClickAsync();
        await ArriveAsync(page, "/ho-so");

        // The device is at hand and chooses by itself in the list under the field.
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/dang-nhap?tro-lai=/thu-tuc", new() { WaitUntil = WaitUntilState.Commit });
        await ArriveAsync(page, "/thu-tuc");

        await person.GoAsync("/tai-khoan/bao-mat/khoa-truy-cap");
        await page.GetByText("Đổi tên hoặc xóa").ClickAsync();
        var card = page.Locator("section.card", new() { HasText = "Điện thoại của tôi" });
        await card.GetByLabel("Mật khẩu hiện tại").FillAsync(Cast.Password);
        await card.GetByRole(AriaRole.Button, new() { Name = "Xóa khóa này" }).ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
        await page.Context.ClearCookiesAsync();
        await LeaveTheListEmptyAsync(page, () => page.GotoAsync("/dang-nhap"));
        await page.GetByRole(AriaRole.Button, new() { Name = SignInByPasskey }).ClickAsync();
        await Assertions.Expect(page.GetByText("Chưa đăng nhập được bằng khóa truy cập")).ToBeVisibleAsync();
        await person.AxeAsync();
    }

    [Fact]
    public async Task Officer_WithAPasskeyOnly_IsNotLetInByThePasswordAlone()
    {
        var desk = await OpenAsync();
        var page = desk.Page;
        await AddAuthenticatorAsync(page);
        await desk.SignInAsync(Cast.Approver);
        await page.GetByRole(AriaRole.Link, new() { Name = "Thêm khóa truy cập" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm khóa truy cập" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Đã thêm khóa truy cập")).ToBeVisibleAsync();
        await desk.AxeAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Tiếp tục" }).ClickAsync();
        await ArriveAsync(page, "/mot-cua");

        await page.Context.ClearCookiesAsync();
        await LeaveTheListEmptyAsync(page, () => desk.SignInAsync(Cast.Approver, landing: "/dang-nhap/ma-xac-thuc"));
        await desk.AxeAsync();
        await LeaveTheListEmptyAsync(page, () => page.GotoAsync("/mot-cua"));
        Assert.Contains("/dang-nhap", page.Url, StringComparison.Ordinal);
        await desk.GoAsync("/dang-nhap/ma-xac-thuc");
        await page.GetByRole(AriaRole.Button, new() { Name = SignInByPasskey }).ClickAsync();
        await ArriveAsync(page, "/mot-cua");
    }

    private async Task<BrowserSession> OpenAsync()
    {
        var server = await site.ServerAsync();
        return await OpenAsync(new UriBuilder(server.BaseAddress) { Host = "localhost" }.Uri);
    }

    private static Task ArriveAsync(IPage page, string path) => page.ArriveAsync(address => address.AbsolutePath == path, path);

    private static async Task EnterCodeAsync(IPage page, string code, string button)
    {
        await page.Locator("#code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }

    private static async Task AddPasskeyAsync(IPage page, string password)
    {
        var form = page.Locator("passkey-form");
        await form.GetByLabel("Mật khẩu hiện tại").FillAsync(password);
        await form.GetByRole(AriaRole.Button, new() { Name = "Thêm khóa truy cập" }).ClickAsync();
    }

    /// <summary>
    /// Without the list of passkeys under the field of the name, from which the virtual device would choose at once, before the page can be used.
    /// </summary>
    private static async Task LeaveTheListEmptyAsync(IPage page, Func<Task> visit)
    {
        const string options = "**/dang-nhap/khoa-truy-cap/tuy-chon";
        await page.RouteAsync(options, asked => asked.FulfillAsync(new() { Status = 204 }));
        await page.RunAndWaitForResponseAsync(visit, answer => answer.Url.EndsWith("/tuy-chon", StringComparison.Ordinal));
        await page.UnrouteAsync(options);
    }

    /// <summary>A device in this page's browser that keeps passkeys and recognises its owner.</summary>
    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }
}
