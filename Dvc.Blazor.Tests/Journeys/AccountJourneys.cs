using System.Net;
using System.Text.RegularExpressions;
using Dvc.Blazor.Tests.Features.Accounts;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>People who forgot a password, or try to guess somebody else's.</summary>
[Collection(nameof(AccountJourneys))]
public sealed partial class AccountJourneys : BrowserTests
{
    private DvcServer? _server;
    private SmtpServer? _post;

    protected override async ValueTask ReleaseAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_post is not null)
            await _post.DisposeAsync();
    }

    [Fact]
    public async Task ForgottenPassword_IsReplaced_WithTheLinkFromTheMail_Once()
    {
        const string chosen = "mưa rào tháng sáu";
        _post = await SmtpServer.StartAsync(cancellationToken: Cancel);
        _server = await DvcServer.StartAsync(new() { SmtpPort = _post.Port }, Cancel);
        var person = await OpenAsync(_server.BaseAddress, Device.Phone);

        await person.GoAsync("/dang-nhap");
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Quên mật khẩu?" }).ClickAsync();
        await person.AxeAsync();
        await person.FitsAsync();
        await person.Page.GetByLabel("Email").FillAsync(Cast.Citizen);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Gửi đường dẫn" }).ClickAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "Hãy xem hộp thư của bạn" })).ToBeVisibleAsync();
        var mail = Assert.Single(await _post.WaitForMailsAsync(1, Cancel));
        var link = Link().Match(mail.Message.TextBody ?? "").Value;
        Assert.StartsWith(_server.BaseAddress.ToString(), link, StringComparison.Ordinal);

        await person.Page.GotoAsync(link);
        await person.AxeAsync();
        await SetAsync(person, "12345678");
        await Assertions.Expect(person.Page.Locator("#password-e")).ToContainTextAsync("ít nhất 10 ký tự");
        await SetAsync(person, chosen);
        await Assertions.Expect(person.Page.GetByText("Hãy đăng nhập bằng mật khẩu vừa đặt.")).ToBeVisibleAsync();
        await person.SignInAsync(Cast.Citizen, chosen);
        await person.Page.GotoAsync(link);

        await Assertions.Expect(person.Page.GetByText("Đường dẫn không còn dùng được")).ToBeVisibleAsync();
        var told = await _post.WaitForMailsAsync(2, Cancel);
        Assert.Equal("Mật khẩu của bạn đã được đổi", told[1].Message.Subject);
    }

    [Fact]
    public async Task Guessing_LocksTheOneAccount_ThenSlowsTheNetwork_AndNobodyElseIsHeldUp()
    {
        _server = await DvcServer.StartAsync(
            new() { More = new Dictionary<string, string?> { ["Accounts__WrongTriesPerAddress"] = "12" } },
            Cancel
        );
        using var guesser = new SignInVisitor(_server.BaseAddress);
        using var other = new SignInVisitor(_server.BaseAddress);
        for (var i = 0; i < 10; i++)
            await GuessAsync(guesser, Cast.Citizen, "sai rồi nhé");

        Assert.Equal(HttpStatusCode.OK, await GuessAsync(guesser, Cast.Citizen, Cast.Password));
        Assert.Equal(HttpStatusCode.Found, await GuessAsync(other, Cast.Organisation, Cast.Password));
        Assert.Equal(HttpStatusCode.OK, await GuessAsync(guesser, "khongco@dvc.local", "sai rồi nhé"));

        using var slowed = await guesser.SignInAsync(Cast.Approver, Cast.Password, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
        Assert.Contains(
            "Hãy đợi một chút",
            WebUtility.HtmlDecode(await slowed.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.NotNull(slowed.Headers.RetryAfter);
    }

    private static async Task<HttpStatusCode> GuessAsync(SignInVisitor visitor, string email, string password)
    {
        using var answer = await visitor.SignInAsync(email, password, cancellationToken: Cancel);
        return answer.StatusCode;
    }

    private static async Task SetAsync(BrowserSession person, string password)
    {
        await person.Page.GetByLabel("Mật khẩu mới").FillAsync(password);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Đặt mật khẩu" }).ClickAsync();
    }

    [GeneratedRegex("http[^ ]+/quen-mat-khau/moi[?]ma=[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
