using System.Net;
using System.Text.RegularExpressions;
using Dvc.Blazor.Tests.Features.Accounts;
using Dvc.Blazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>People who forgot a password, left a session open somewhere, or try to guess somebody else's.</summary>
public sealed partial class AccountJourneys : BrowserTests
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AMinuteAndABit = TimeSpan.FromSeconds(100);

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
    public async Task OpenPages_OfAnEndedSessionAndOfALockedAccount_SaySo_AndAreDeaf()
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        var here = await OpenAsync(_server.BaseAddress);
        var elsewhere = await OpenAsync(_server.BaseAddress, Device.Phone);
        var officer = await OpenAsync(_server.BaseAddress);
        foreach (var session in (BrowserSession[])[elsewhere, officer])
            session.TolerateLostNetwork();
        await here.SignInAsync(Cast.Citizen);
        await elsewhere.SignInAsync(Cast.Citizen);
        await officer.SignInAsync(Cast.IntakeOfficer);
        await elsewhere.GoAsync("/nop-ho-so/2.000635/don-vi", interactive: true);
        await officer.GoAsync("/mot-cua", interactive: true);

        await here.GoAsync("/tai-khoan");
        await here.AxeAsync();
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất mọi nơi" }).ClickAsync();
        await Assertions.Expect(here.Page.GetByRole(AriaRole.Heading, new() { Name = "Bạn đã đăng xuất" })).ToBeVisibleAsync();
        await ExpectEndedAsync(elsewhere, Seconds);
        // Of what was changed past the portal nobody tells; the page finds out by itself.
        await LockAsync(Cast.IntakeOfficer);
        await ExpectEndedAsync(officer, AMinuteAndABit);

        await elsewhere.Page.GetByRole(AriaRole.Link, new() { Name = "Đăng nhập lại" }).ClickAsync();
        await Assertions.Expect(elsewhere.Page.GetByLabel("Mật khẩu")).ToBeVisibleAsync();
        Assert.Contains("tro-lai=%2Fnop-ho-so%2F2.000635", elsewhere.Page.Url, StringComparison.OrdinalIgnoreCase);
        await officer.GoAsync("/mot-cua");
        Assert.Contains("/dang-nhap", officer.Page.Url, StringComparison.Ordinal);
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

    private static async Task ExpectEndedAsync(BrowserSession session, TimeSpan within)
    {
        await Assertions
            .Expect(session.Page.GetByRole(AriaRole.Heading, new() { Name = "Phiên đăng nhập đã kết thúc" }))
            .ToBeVisibleAsync(new() { Timeout = (float)within.TotalMilliseconds });
        await session.AxeAsync();
    }

    private static async Task SetAsync(BrowserSession person, string password)
    {
        await person.Page.GetByLabel("Mật khẩu mới").FillAsync(password);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Đặt mật khẩu" }).ClickAsync();
    }

    private async Task LockAsync(string email)
    {
        await using var connection = new SqliteConnection($"Data Source={_server!.SqliteFile}");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE AspNetUsers SET LockoutEnd = '9999-12-31 00:00:00+00:00' WHERE Email = $email";
        command.Parameters.AddWithValue("$email", email);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }

    [GeneratedRegex("http[^ ]+/quen-mat-khau/moi[?]ma=[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
