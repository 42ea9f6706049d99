using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>Signing in through a provider of identities, a real one on the loopback.</summary>
[Collection(nameof(ExternalSignInJourneys))]
public sealed class ExternalSignInJourneys : BrowserTests
{
    private IdentityProvider? _provider;
    private DvcServer? _server;

    [Fact]
    public async Task Identity_LinkedOnceByProofOfBoth_OpensTheAccountUntilTheLinkIsTakenAway()
    {
        var first = await VisitAsync();
        await first.GoAsync("/dang-nhap");
        await FollowAsync(first, "Đăng nhập qua VNeID");
        await Expect(Heading(first)).ToHaveTextAsync("Chưa có tài khoản nào liên kết");
        await first.AxeAsync();
        await first.FitsAsync();

        await FollowAsync(first, "Tôi đã có tài khoản");
        await first.Page.GetByLabel("Email").FillAsync(Cast.Citizen);
        await first.Page.GetByLabel("Mật khẩu").FillAsync(Cast.Password);
        await PressAsync(first, "Đăng nhập");
        await Expect(first.Page.Locator("main")).ToContainTextAsync("Liên kết với tài khoản này?");
        await first.AxeAsync();
        await PressAsync(first, "Liên kết");
        await Expect(first.Page.Locator("main").GetByRole(AriaRole.Status)).ToContainTextAsync("Đã liên kết");

        var later = await OpenAsync(_server!.BaseAddress);
        await later.GoAsync("/dang-nhap?tro-lai=%2Fho-so");
        await FollowAsync(later, "Đăng nhập qua VNeID");
        await Expect(later.Page).ToHaveURLAsync(new Uri(_server.BaseAddress, "/ho-so").ToString());

        await later.GoAsync("/tai-khoan/lien-ket");
        await later.AxeAsync();
        await later.Page.GetByLabel("Mật khẩu", new() { Exact = false }).First.FillAsync(Cast.Password);
        await PressAsync(later, "Gỡ liên kết");
        await Expect(later.Page.Locator("main")).ToContainTextAsync("chưa liên kết với VNeID");
        var after = await OpenAsync(_server.BaseAddress);
        await after.GoAsync("/dang-nhap");
        await FollowAsync(after, "Đăng nhập qua VNeID");
        await Expect(Heading(after)).ToHaveTextAsync("Chưa có tài khoản nào liên kết");
    }

    [Fact]
    public async Task Identity_LinkedElsewhere_IsNotLinkedASecondTime()
    {
        var citizen = await VisitAsync();
        await citizen.SignInAsync(Cast.Citizen);
        await LinkAsync(citizen);
        await PressAsync(citizen, "Liên kết");
        await Expect(citizen.Page.Locator("main").GetByRole(AriaRole.Status)).ToContainTextAsync("Đã liên kết");

        var other = await OpenAsync(_server!.BaseAddress);
        await other.SignInAsync("tochuc@dvc.local");
        await LinkAsync(other);

        await Expect(other.Page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("Chưa liên kết được");
        await other.GoAsync("/tai-khoan");
        await Expect(other.Page.Locator("main")).ToContainTextAsync("tochuc@dvc.local");
    }

    [Fact]
    public async Task Identity_WithoutAnAccount_FillsTheRegistrationIn_AndItIsCheckedLikeAnythingTyped()
    {
        var citizen = await VisitAsync();
        foreach (var (claim, value) in new[] { ("birthdate", "1990-05-12"), ("email", "hyen.vi-du.vn"), ("phone_number", "+84905123456") })
            _provider!.Details[claim] = value;
        await citizen.GoAsync("/dang-nhap");
        await FollowAsync(citizen, "Đăng nhập qua VNeID");
        await FollowAsync(citizen, "Đăng ký tài khoản mới");

        await Expect(citizen.Page.Locator("main")).ToContainTextAsync("Những gì VNeID cho biết đã được điền sẵn.");
        foreach (
            var (label, value) in new[]
            {
                ("Họ", "Rơ Châm"),
                ("Tên", "H’Yên"),
                ("Ngày sinh", "12/05/1990"),
                ("Email", "hyen.vi-du.vn"),
                ("Số điện thoại", "0905123456"),
            }
        )
            await Expect(citizen.Page.GetByLabel(label, new() { Exact = true })).ToHaveValueAsync(value);
        await citizen.AxeAsync();
        await citizen.Page.GetByLabel("Tên", new() { Exact = true }).FillAsync("H’Yên Siu");
        await PressAsync(citizen, "Đăng ký tài khoản");

        await Expect(citizen.Page.Locator("#email-e")).ToBeVisibleAsync();
        await Expect(citizen.Page.Locator("#ngay-sinh-e")).ToHaveCountAsync(0);
        await Expect(citizen.Page.GetByLabel("Tên", new() { Exact = true })).ToHaveValueAsync("H’Yên Siu");
    }

    [Fact]
    public async Task Identity_RefusedByThePerson_IsSaidAtTheSignIn()
    {
        var citizen = await VisitAsync();
        _provider!.Subject = null;
        await citizen.GoAsync("/dang-nhap");

        await FollowAsync(citizen, "Đăng nhập qua VNeID");

        await Expect(citizen.Page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("Chưa đăng nhập được qua VNeID");
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
    }

    private async Task<BrowserSession> VisitAsync()
    {
        _provider = await IdentityProvider.StartAsync(Cancel);
        _server = await DvcServer.StartAsync(new DvcServerOptions { More = _provider.Settings }, Cancel);
        return await OpenAsync(_server.BaseAddress);
    }

    private static async Task LinkAsync(BrowserSession session)
    {
        await session.GoAsync("/tai-khoan/lien-ket");
        await FollowAsync(session, "Liên kết với VNeID");
    }

    private static ILocator Heading(BrowserSession session) => session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    private static Task FollowAsync(BrowserSession session, string link) =>
        session.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    private static Task PressAsync(BrowserSession session, string button) =>
        session.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
