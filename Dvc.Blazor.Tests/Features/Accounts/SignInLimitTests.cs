using System.Net;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts;

public sealed class SignInLimitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TooManyAttempts_GetAPageThatSaysSo_AndLookingStaysFree()
    {
        await using var server = await DvcServer.StartAsync(
            new() { More = new Dictionary<string, string?> { ["RateLimits__SignIn"] = "2" } },
            Cancel
        );
        using var visitor = new SignInVisitor(server.BaseAddress);
        for (var attempt = 0; attempt < 2; attempt++)
            (await visitor.SignInAsync(Cast.Citizen, "sai", cancellationToken: Cancel)).Dispose();

        using var refused = await visitor.SignInAsync(Cast.Citizen, Cast.Password, cancellationToken: Cancel);
        using var looked = await visitor.GetAsync("/dang-nhap", Cancel);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains(
            "Bạn gửi quá nhiều lần",
            WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
    }

    [Fact]
    public async Task BadLimit_StopsTheStart_NamingTheKey()
    {
        var (code, output) = await DvcServer.StartInVainAsync(
            new() { More = new Dictionary<string, string?> { ["Accounts__WrongTriesPerAddress"] = "0" } },
            Cancel
        );

        Assert.NotEqual(0, code);
        Assert.Contains("Accounts:WrongTriesPerAddress", output, StringComparison.Ordinal);
    }
}
