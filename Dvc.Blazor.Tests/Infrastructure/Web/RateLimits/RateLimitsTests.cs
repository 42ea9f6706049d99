using System.Net;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Dvc.Blazor.Tests.Features.Accounts;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Web.RateLimits;

public sealed class RateLimitsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Require_TooOften_IsRefused_ForThatAccountAndKindOnly()
    {
        using var limits = new ActLimits(Options.Create(new RateLimitsOptions { Submission = 2, Code = 1 }));
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        await limits.RequireAsync(LimitKind.Submission, one, Cancel);
        await limits.RequireAsync(LimitKind.Submission, one, Cancel);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => limits.RequireAsync(LimitKind.Submission, one, Cancel));

        Assert.Equal("RateLimit.Exceeded", refused.Rule);
        await limits.RequireAsync(LimitKind.Code, one, Cancel);
        await limits.RequireAsync(LimitKind.Submission, other, Cancel);
    }

    [Fact]
    public async Task Require_SwitchedOff_NeverRefuses()
    {
        using var limits = new ActLimits(Options.Create(new RateLimitsOptions { Enabled = false, Submission = 1 }));
        var account = Guid.NewGuid();

        for (var time = 0; time < 5; time++)
            await limits.RequireAsync(LimitKind.Submission, account, Cancel);
    }

    [Fact]
    public async Task LookUp_TooOften_GetsAPageThatSaysWhen_AndOtherAddressesGoOn()
    {
        await using var server = await DvcServer.StartAsync(
            new()
            {
                More = new Dictionary<string, string?> { ["RateLimits__LookUp"] = "2", ["Proxy__KnownNetworks"] = "127.0.0.0/8, ::1" },
            },
            Cancel
        );

        await LookUpAsync(server, "203.0.113.7");
        await LookUpAsync(server, "203.0.113.7");
        var (status, retryAfter, page) = await LookUpAsync(server, "203.0.113.7");
        var (other, _, _) = await LookUpAsync(server, "203.0.113.8");
        var (free, _, _) = await AskAsync(server, "/tra-cuu", "203.0.113.7");

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(retryAfter ?? 0, 1, 60);
        Assert.Contains("Bạn gửi quá nhiều lần", page, StringComparison.Ordinal);
        Assert.Contains("Quay lại", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other, free));
    }

    [Fact]
    public async Task Registration_TooOften_SaysAfterHowManyMinutes()
    {
        await using var server = await DvcServer.StartAsync(
            new() { More = new Dictionary<string, string?> { ["RateLimits__Registration"] = "1" } },
            Cancel
        );
        using var visitor = new SignInVisitor(server.BaseAddress);
        var form = new Dictionary<string, string>
        {
            ["_handler"] = "dang-ky",
            ["__RequestVerificationToken"] = SignInVisitor.TokenIn(await visitor.ReadAsync("/dang-ky", Cancel)),
        };
        (await visitor.PostAsync("/dang-ky", form, Cancel)).Dispose();

        using var refused = await visitor.PostAsync("/dang-ky", form, Cancel);

        Assert.Equal((HttpStatusCode.TooManyRequests, 600), (refused.StatusCode, refused.Headers.RetryAfter?.Delta?.TotalSeconds));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("Hãy thử lại sau 10 phút", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_TooOften_GetsThePageThatSaysWhen()
    {
        await using var server = await DvcServer.StartAsync(
            new() { More = new Dictionary<string, string?> { ["RateLimits__Export"] = "1" } },
            Cancel
        );
        using var citizen = new SignInVisitor(server.BaseAddress);
        (await citizen.SignInAsync(Cast.Citizen, Cast.Password, cancellationToken: Cancel)).Dispose();
        var form = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = SignInVisitor.TokenIn(await citizen.ReadAsync("/tai-khoan/du-lieu", Cancel)),
        };
        using var given = await citizen.PostAsync("/tai-khoan/du-lieu/tai-ve", form, Cancel);

        using var refused = await citizen.PostAsync("/tai-khoan/du-lieu/tai-ve", form, Cancel);

        Assert.Equal("application/zip", given.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("Bạn gửi quá nhiều lần", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookUp_WithoutAKnownProxy_ForwardedAddressesAreIgnored()
    {
        await using var server = await DvcServer.StartAsync(
            new() { More = new Dictionary<string, string?> { ["RateLimits__LookUp"] = "2" } },
            Cancel
        );

        await LookUpAsync(server, "203.0.113.1");
        await LookUpAsync(server, "203.0.113.2");
        var (status, _, _) = await LookUpAsync(server, "203.0.113.3");

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    [Fact]
    public async Task LookUp_SwitchedOff_IsNeverRefused()
    {
        await using var server = await DvcServer.StartAsync(
            new()
            {
                More = new Dictionary<string, string?> { ["RateLimits__LookUp"] = "1", ["RateLimits__Enabled"] = "false" },
            },
            Cancel
        );

        for (var time = 0; time < 4; time++)
            Assert.Equal(HttpStatusCode.OK, (await LookUpAsync(server, "203.0.113.1")).Status);
    }

    [Theory]
    [InlineData("RateLimits__Registration", "0", "RateLimits:Registration")]
    [InlineData("RateLimits__Enabled", "maybe", "RateLimits:Enabled")]
    [InlineData("Proxy__KnownNetworks", "10.0.0.0/8, 10.0.0.0/99", "Proxy:KnownNetworks")]
    public async Task BadValue_StopsTheStart_NamingTheKey(string option, string value, string key)
    {
        var (code, output) = await DvcServer.StartInVainAsync(
            new() { More = new Dictionary<string, string?> { [option] = value } },
            Cancel
        );

        Assert.NotEqual(0, code);
        Assert.Contains(key, output, StringComparison.Ordinal);
    }

    private static Task<(HttpStatusCode Status, double? RetryAfter, string Page)> LookUpAsync(DvcServer server, string from) =>
        AskAsync(server, "/tra-cuu?ma=H25.01-250602-0001", from);

    private static async Task<(HttpStatusCode Status, double? RetryAfter, string Page)> AskAsync(DvcServer server, string path, string from)
    {
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta?.TotalSeconds, page);
    }
}
