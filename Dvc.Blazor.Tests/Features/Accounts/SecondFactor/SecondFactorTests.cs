using System.Net;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.SecondFactor;

/// <summary>The second factor as a browser without scripts meets it, against the running product that requires it of officers.</summary>
public sealed class SecondFactorTests(GuardedSite site) : IClassFixture<GuardedSite>
{
    private const string Over = "Hãy đăng nhập lại từ đầu";
    private const string WrongCode = "Mã chưa đúng hoặc đã dùng rồi";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Cast.IntakeOfficer)]
    [InlineData(Cast.Administrator)]
    public async Task Officer_WithoutASecondFactor_GetsToTheSetUpOnly(string email)
    {
        using var visitor = await site.VisitAsync();
        await EnterAsync(visitor, email);

        foreach (var path in new[] { "/", "/ho-so", "/thu-tuc", "/tai-khoan" })
        {
            using var page = await visitor.GetAsync(path, Cancel);
            Assert.Equal(
                (HttpStatusCode.Found, $"/tai-khoan/bao-mat?tro-lai={Uri.EscapeDataString(path)}"),
                (page.StatusCode, PathOf(page))
            );
        }

        foreach (var path in new[] { "/_blazor/negotiate?negotiateVersion=1", "/hubs/ho-so/negotiate", "/tep" })
        {
            using var refused = await visitor.PostAsync(path, [], Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        Assert.Contains("Thiết lập xác thực hai bước", await visitor.ReadAsync("/tai-khoan/bao-mat", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dang-nhap/khoa-truy-cap")]
    [InlineData("/dang-nhap/khoa-truy-cap/tuy-chon")]
    [InlineData("/tai-khoan/bao-mat/khoa-truy-cap/tuy-chon")]
    [InlineData("/tai-khoan/bao-mat/khoa-truy-cap/them")]
    public async Task PasskeyRequest_WithoutTheTokenOfAForm_IsRefused(string path)
    {
        using var stranger = await site.VisitAsync();
        using var signedIn = await site.VisitAsync();
        await EnterAsync(signedIn, Cast.Organisation);

        using var outside = await stranger.PostAsync(path, new() { ["credential"] = "{}" }, Cancel);
        using var inside = await signedIn.PostAsync(path, new() { ["credential"] = "{}" }, Cancel);

        Assert.True(outside.StatusCode == HttpStatusCode.BadRequest || PathOf(outside).StartsWith("/dang-nhap", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, inside.StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Administrator_TakesALostSecondFactorAway(DatabaseProvider provider)
    {
        using var officer = await site.VisitAsync(provider);
        await EnterAsync(officer, Cast.IntakeOfficer);
        await new AppOwner(officer).SetUpAsync(Cancel);
        using var administrator = await site.VisitAsync(provider);
        await EnterAsync(administrator, Cast.Administrator);
        var chief = new AppOwner(administrator);
        await chief.SetUpAsync(Cancel);

        var person = $"/quan-tri/nguoi-dung/{await IdOfAsync(provider, Cast.IntakeOfficer)}";
        Assert.StartsWith(person, await chief.SendAsync(person, "bo-hai-buoc", [], Cancel), StringComparison.Ordinal);

        using var again = await site.VisitAsync(provider);
        Assert.Equal("/mot-cua", await EnterAsync(again, Cast.IntakeOfficer));
        using var board = await again.GetAsync("/mot-cua", Cancel);
        Assert.StartsWith("/tai-khoan/bao-mat", PathOf(board), StringComparison.Ordinal);
        Assert.Equal(0, await TokensAsync(provider, Cast.IntakeOfficer, "AuthenticatorKey", "RecoveryCodes"));
        // As it was, for the other tests.
        Assert.Equal("/tai-khoan/bao-mat", await chief.SendAsync(AppOwner.App, "tat", new() { ["proof"] = Cast.Password }, Cancel));
    }

    [Fact]
    public async Task Citizen_IsNotMadeTo()
    {
        using var visitor = await site.VisitAsync();
        await EnterAsync(visitor, Cast.Organisation);

        using var page = await visitor.GetAsync("/ho-so", Cancel);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Officer_SetsAnAppUp_AndGetsInWithItsCodesOnly(DatabaseProvider provider)
    {
        using var first = await site.VisitAsync(provider);
        await EnterAsync(first, Cast.CaseOfficer);
        var owner = new AppOwner(first);

        var done = await owner.SetUpAsync(Cancel);
        using var board = await first.GetAsync("/mot-cua", Cancel);

        Assert.Equal(10, AppOwner.CodesIn(done).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(HttpStatusCode.OK, board.StatusCode);

        using var second = await site.VisitAsync(provider);
        Assert.StartsWith(AppOwner.Step, await EnterAsync(second, Cast.CaseOfficer, "/ho-so"), StringComparison.Ordinal);
        using var outside = await second.GetAsync("/ho-so", Cancel);
        Assert.StartsWith("/dang-nhap", PathOf(outside), StringComparison.Ordinal);

        var here = new AppOwner(second);
        Assert.Contains(WrongCode, await TypeAsync(here, owner.Phone.SameCode()), StringComparison.Ordinal);
        Assert.Equal("/ho-so", await TypeAsync(here, owner.Phone.NextCode()));
        using var inside = await second.GetAsync("/ho-so", Cancel);
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task FiveWrongCodes_EndTheAttempt_AndALaterRightOneIsWorthNothing(DatabaseProvider provider)
    {
        using var visitor = await site.VisitAsync(provider);
        await EnterAsync(visitor, Cast.Citizen);
        var owner = new AppOwner(visitor);
        await owner.SetUpAsync(Cancel, Cast.Password);

        using var thief = await site.VisitAsync(provider);
        await EnterAsync(thief, Cast.Citizen);
        var guesses = new AppOwner(thief);
        for (var guess = 0; guess < 4; guess++)
            Assert.Contains(WrongCode, await TypeAsync(guesses, "000000"), StringComparison.Ordinal);
        Assert.Contains(Over, await TypeAsync(guesses, "000000"), StringComparison.Ordinal);

        Assert.Contains(Over, await TypeAsync(guesses, owner.Phone.NextCode()), StringComparison.Ordinal);
        using var still = await thief.GetAsync("/ho-so", Cancel);
        Assert.StartsWith("/dang-nhap", PathOf(still), StringComparison.Ordinal);
        Assert.Equal(2, await EventsAsync(provider, Cast.Citizen, "SecondFactorOn", "SignedIn"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RecoveryCode_WorksOnce_AndNewOnesEndTheOld(DatabaseProvider provider)
    {
        using var visitor = await site.VisitAsync(provider);
        await EnterAsync(visitor, Cast.Approver);
        var owner = new AppOwner(visitor);
        var codes = AppOwner.CodesIn(await owner.SetUpAsync(Cancel));

        Assert.Equal("/mot-cua", await RecoverAsync(provider, codes[0].ToLowerInvariant()));
        Assert.Contains("Mã dự phòng chưa đúng", await RecoverAsync(provider, codes[0]), StringComparison.Ordinal);
        Assert.Contains("Còn 9 mã", await visitor.ReadAsync("/tai-khoan/bao-mat", Cancel), StringComparison.Ordinal);

        var refused = await owner.SendAsync(AppOwner.Codes, "ma-moi", new() { ["proof"] = "sai mật khẩu" }, Cancel);
        var renewed = await owner.SendAsync(AppOwner.Codes, "ma-moi", new() { ["proof"] = Cast.Password }, Cancel);

        Assert.Empty(AppOwner.CodesIn(refused));
        Assert.Equal(10, AppOwner.CodesIn(renewed).Count);
        Assert.Contains("Mã dự phòng chưa đúng", await RecoverAsync(provider, codes[1]), StringComparison.Ordinal);
        Assert.Equal("/mot-cua", await RecoverAsync(provider, AppOwner.CodesIn(renewed)[9]));

        // A code of the app proves the owner as well; without any factor the officer stands before the set-up again.
        Assert.Contains(
            "Chưa đúng",
            await owner.SendAsync(AppOwner.App, "tat", new() { ["proof"] = "000000" }, Cancel),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "/tai-khoan/bao-mat",
            await owner.SendAsync(AppOwner.App, "tat", new() { ["proof"] = owner.Phone.NextCode() }, Cancel)
        );
        using var board = await visitor.GetAsync("/mot-cua", Cancel);
        Assert.StartsWith("/tai-khoan/bao-mat", PathOf(board), StringComparison.Ordinal);
        Assert.Equal(0, await TokensAsync(provider, Cast.Approver, "AuthenticatorKey", "RecoveryCodes"));
    }

    private static async Task<string> EnterAsync(SignInVisitor visitor, string email, string? back = null)
    {
        using var answer = await visitor.SignInAsync(email, Cast.Password, back, Cancel);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return PathOf(answer);
    }

    private static Task<string> TypeAsync(AppOwner owner, string code) =>
        owner.SendAsync(AppOwner.Step, "ma-xac-thuc", new() { ["code"] = code }, Cancel);

    private async Task<string> RecoverAsync(DatabaseProvider provider, string code)
    {
        using var visitor = await site.VisitAsync(provider);
        await EnterAsync(visitor, Cast.Approver);
        return await new AppOwner(visitor).SendAsync($"{AppOwner.Step}?cach=du-phong", "ma-du-phong", new() { ["code"] = code }, Cancel);
    }

    private Task<long> EventsAsync(DatabaseProvider provider, string email, params string[] kinds) =>
        CountAsync(
            provider,
            """SELECT count(*) FROM "AccountEvents" e JOIN "AspNetUsers" u ON u."Id" = e."UserId" WHERE u."Email" = @email AND e."Kind" IN""",
            email,
            kinds
        );

    private Task<long> TokensAsync(DatabaseProvider provider, string email, params string[] names) =>
        CountAsync(
            provider,
            """SELECT count(*) FROM "AspNetUserTokens" t JOIN "AspNetUsers" u ON u."Id" = t."UserId" WHERE u."Email" = @email AND t."Name" IN""",
            email,
            names
        );

    private async Task<Guid> IdOfAsync(DatabaseProvider provider, string email) =>
        await site.AskAsync(provider, """SELECT "Id" FROM "AspNetUsers" WHERE "Email" = @email""", email, Cancel) switch
        {
            Guid id => id,
            var text => Guid.Parse((string)text),
        };

    private async Task<long> CountAsync(DatabaseProvider provider, string sql, string email, string[] values) =>
        (long)await site.AskAsync(provider, $"{sql} ('{string.Join("','", values)}')", email, Cancel);

    private static string PathOf(HttpResponseMessage answer) =>
        new Uri(answer.RequestMessage!.RequestUri!, answer.Headers.Location!).PathAndQuery;
}
