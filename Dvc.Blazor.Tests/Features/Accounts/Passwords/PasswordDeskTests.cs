using Dvc.Blazor.Features.Accounts.Passwords;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Passwords;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Passwords;

/// <summary>Setting a new password, with the link from the mail and with the current one.</summary>
public sealed class PasswordDeskTests
{
    private const string New = "mưa rào tháng sáu";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Reset_WithTheLink_SetsThePassword_EndsAllSessions_AndTells(DatabaseProvider provider)
    {
        await using var site = await PasswordSite.CreateAsync(provider);
        var citizen = await site.Portal.UserAsync(Cast.Citizen);
        var elsewhere = site.Browser();
        await elsewhere.StartAsync(citizen);
        await site.Portal.ChangeUserAsync(
            citizen,
            user => (user.LockCount, user.LockoutEnd) = (3, site.Portal.Data.Clock.GetUtcNow().AddMinutes(15))
        );
        await site.ForgetAsync(Cast.Citizen);

        var outcome = await site.ResetAsync(await site.TokenAsync(), New);

        Assert.True(outcome.Done);
        Assert.True(await site.OpensAsync(Cast.Citizen, New));
        Assert.False(await site.OpensAsync(Cast.Citizen, Cast.Password));
        Assert.All(await site.Portal.SessionsAsync(citizen), session => Assert.NotNull(session.EndedAt));
        var user = await site.Portal.PersonAsync(citizen);
        Assert.Equal((0, null), (user.LockCount, user.LockoutEnd));
        Assert.Equal(AccountLetterKind.PasswordChanged, (await site.Portal.LettersAsync())[^1].Kind);
        site.Portal.Data.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False((await elsewhere.WhoAsync()).Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task Reset_WithALinkUsedOnce_IsRefused()
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        await site.ForgetAsync(Cast.Citizen);
        var token = await site.TokenAsync();
        Assert.True((await site.ResetAsync(token, New)).Done);

        Assert.False((await site.ResetAsync(token, "ba con trâu đen")).Proved);
        Assert.True(await site.OpensAsync(Cast.Citizen, New));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Reset_TwiceAtOnce_CountsOnce(DatabaseProvider provider)
    {
        await using var site = await PasswordSite.CreateAsync(provider);
        await site.ForgetAsync(Cast.Citizen);
        var token = await site.TokenAsync();

        var outcomes = await Task.WhenAll(site.ResetAsync(token, New), site.ResetAsync(token, "ba con trâu đen"));

        Assert.Single(outcomes, o => o.Done);
    }

    [Fact]
    public async Task Reset_WithAnOldAlteredOrForeignLink_IsRefused()
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        await using var elsewhere = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        await site.ForgetAsync(Cast.Citizen);
        await elsewhere.ForgetAsync(Cast.Citizen);
        var token = await site.TokenAsync();

        Assert.False((await site.ResetAsync(token[..^4] + "AAAA", New)).Proved);
        Assert.False((await site.ResetAsync(await elsewhere.TokenAsync(), New)).Proved);
        Assert.False((await site.ResetAsync("", New)).Proved);
        Assert.False((await site.ResetAsync("%%%", New)).Proved);
        site.Portal.Data.Clock.Advance(TimeSpan.FromMinutes(121));
        Assert.False((await site.ResetAsync(token, New)).Proved);
        Assert.True(await site.OpensAsync(Cast.Citizen, Cast.Password));
    }

    [Fact]
    public async Task Reset_ToAPasswordThatIsTriedFirst_SaysWhy_AndTheLinkStaysGood()
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        await site.ForgetAsync(Cast.Citizen);
        var token = await site.TokenAsync();

        Assert.Equal(PasswordFault.AboutYou, (await site.ResetAsync(token, "Rơ Châm H’Yên 1990")).Fault);
        Assert.True((await site.ResetAsync(token, New)).Done);
    }

    [Fact]
    public async Task Forgotten_ForAnUnknownAddress_DoesTheSameWork_AndSendsNothing()
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        var before = await site.PostedAsync();

        await site.ForgetAsync("khongco@dvc.local");

        Assert.Equal(before + 1, await site.PostedAsync());
        Assert.Empty(await site.Portal.LettersAsync());
    }

    [Fact]
    public async Task Forgotten_AgainAndAgain_SendsOneLetterInFiveMinutes_AndNoneToAClosedAccount()
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        await site.ForgetAsync(Cast.Citizen);
        await site.ForgetAsync(Cast.Citizen);
        Assert.Single(await site.Portal.LettersAsync());

        site.Portal.Data.Clock.Advance(TimeSpan.FromMinutes(5));
        await site.ForgetAsync(Cast.Citizen);
        Assert.Equal(2, (await site.Portal.LettersAsync()).Count);

        var closed = await site.Portal.UserAsync(Cast.Organisation);
        await site.Portal.ChangeUserAsync(closed, user => user.LockoutEnd = DateTimeOffset.MaxValue);
        await site.ForgetAsync(Cast.Organisation);
        Assert.Equal(2, (await site.Portal.LettersAsync()).Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Change_WithTheCurrentOne_KeepsThisSession_AndEndsTheOthers(DatabaseProvider provider)
    {
        await using var site = await PasswordSite.CreateAsync(provider);
        var citizen = await site.Portal.UserAsync(Cast.Citizen);
        var (here, elsewhere) = (site.Browser(), site.Browser());
        await here.StartAsync(citizen);
        await elsewhere.StartAsync(citizen);

        var wrong = await ChangeAsync(here, "không phải nó đâu");
        var done = await ChangeAsync(here, Cast.Password);
        site.Portal.Data.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.False(wrong.Proved);
        Assert.True(done.Done);
        Assert.True(await site.OpensAsync(Cast.Citizen, New));
        Assert.True((await here.WhoAsync()).Identity?.IsAuthenticated);
        Assert.False((await elsewhere.WhoAsync()).Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task Password_TypedInTheOtherUnicodeForm_Opens()
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        await site.ForgetAsync(Cast.Citizen);
        await site.ResetAsync(await site.TokenAsync(), New);

        Assert.True(await site.OpensAsync(Cast.Citizen, New.Normalize(System.Text.NormalizationForm.FormD)));
    }

    private static Task<PasswordOutcome> ChangeAsync(ServerSideBrowser browser, string current) =>
        browser.RequestAsync((services, context) => services.GetRequiredService<PasswordDesk>().ChangeAsync(current, New, context));
}
