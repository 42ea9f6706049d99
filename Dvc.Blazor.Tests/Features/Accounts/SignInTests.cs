using System.Net;
using System.Text.RegularExpressions;
using Dvc.Blazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts;

/// <summary>Signing in and out as a browser without scripts does it, against the running product.</summary>
public sealed partial class SignInTests(SignInSite site) : IClassFixture<SignInSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Cast.Citizen, "/")]
    [InlineData(Cast.Organisation, "/")]
    [InlineData(Cast.IntakeOfficer, "/mot-cua")]
    [InlineData(Cast.Approver, "/mot-cua")]
    [InlineData(Cast.Administrator, "/")]
    public async Task SignIn_LandsWhereThePersonWorks(string email, string landing)
    {
        using var visitor = await site.VisitAsync();

        using var answer = await visitor.SignInAsync(email, Cast.Password, cancellationToken: Cancel);

        Assert.Equal((HttpStatusCode.Found, landing), (answer.StatusCode, PathOf(answer)));
    }

    [Fact]
    public async Task SignIn_ShowsThePersonByName()
    {
        using var visitor = await site.VisitAsync();

        using var answer = await visitor.SignInAsync($" {Cast.Citizen.ToUpperInvariant()} ", Cast.Password, cancellationToken: Cancel);

        Assert.Contains("Rơ Châm H’Yên", await visitor.ReadAsync("/dang-xuat", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithAWayBack_GoesThere()
    {
        using var visitor = await site.VisitAsync();

        using var answer = await visitor.SignInAsync(Cast.IntakeOfficer, Cast.Password, "/ho-so?tab=nháp", Cancel);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/ho-so?tab=nh%C3%A1p", PathOf(answer));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("%2f%2fevil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\u0000/evil.example")]
    public async Task SignIn_WithAWayOut_GoesHome(string back)
    {
        using var visitor = await site.VisitAsync();

        using var answer = await visitor.SignInAsync(Cast.Citizen, Cast.Password, back, Cancel);

        Assert.Equal((HttpStatusCode.Found, "/"), (answer.StatusCode, PathOf(answer)));
    }

    [Fact]
    public async Task SignIn_UnknownAccountOrWrongPassword_SaysTheSame()
    {
        using var visitor = await site.VisitAsync();

        var unknown = await RefusalAsync(visitor, "khongco@dvc.local", "sai mật khẩu");
        var wrong = await RefusalAsync(visitor, Cast.Organisation, "sai mật khẩu");

        Assert.Contains("Chưa đăng nhập được", wrong, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Cast.Organisation}\"", wrong, StringComparison.Ordinal);
        Assert.Equal(
            WithoutSecrets(unknown),
            WithoutSecrets(wrong).Replace(Cast.Organisation, "khongco@dvc.local", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task SignIn_WithNothing_SaysWhatIsMissing()
    {
        using var visitor = await site.VisitAsync();

        var page = await RefusalAsync(visitor, " ", "");

        Assert.Contains("Hãy nhập email", page, StringComparison.Ordinal);
        Assert.Contains("Hãy nhập mật khẩu", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_OfALockedAccount_SaysTheSameAsAWrongPassword()
    {
        using var visitor = await site.VisitAsync();
        await LockAsync(Cast.CaseOfficer);

        var locked = await RefusalAsync(visitor, Cast.CaseOfficer, Cast.Password);

        Assert.Contains("Email hoặc mật khẩu chưa đúng", locked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithoutTheToken_IsRefused()
    {
        using var visitor = await site.VisitAsync();

        using var answer = await visitor.PostAsync(
            "/dang-nhap",
            new()
            {
                ["_handler"] = "dang-nhap",
                ["Input.Email"] = Cast.Citizen,
                ["Input.Password"] = Cast.Password,
            },
            Cancel
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task SignOut_ByALink_OnlyAsks_AndByTheButton_Happens()
    {
        using var visitor = await site.VisitAsync();
        (await visitor.SignInAsync(Cast.Citizen, Cast.Password, cancellationToken: Cancel)).Dispose();

        var asked = await visitor.ReadAsync("/dang-xuat", Cancel);
        using var forged = await visitor.PostAsync("/dang-xuat", [], Cancel);
        var still = await visitor.ReadAsync("/dang-xuat", Cancel);
        using var done = await visitor.PostAsync(
            "/dang-xuat",
            new() { ["__RequestVerificationToken"] = SignInVisitor.TokenIn(asked) },
            Cancel
        );

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Contains("Đăng xuất khỏi máy này?", still, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Found, "/"), (done.StatusCode, PathOf(done)));
        Assert.Contains("Bạn đã đăng xuất", await visitor.ReadAsync("/dang-xuat", Cancel), StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(SignInVisitor visitor, string email, string password)
    {
        using var answer = await visitor.SignInAsync(email, password, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task LockAsync(string email)
    {
        await using var connection = new SqliteConnection($"Data Source={(await site.ServerAsync()).SqliteFile}");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE AspNetUsers SET LockoutEnd = '9999-12-31 00:00:00+00:00' WHERE Email = $email";
        command.Parameters.AddWithValue("$email", email);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }

    // With redirects the address is absolute; the host has to be ours.
    private static string PathOf(HttpResponseMessage answer)
    {
        var target = new Uri(answer.RequestMessage!.RequestUri!, answer.Headers.Location!);
        Assert.Equal(answer.RequestMessage.RequestUri!.Authority, target.Authority);
        return target.PathAndQuery;
    }

    private static string WithoutSecrets(string page) => Secret().Replace(page, "");

    [GeneratedRegex("(value=\"CfDJ8[^\"]*\"|nonce=\"[^\"]*\"|<!--.*?-->)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();
}
