using Dvc.Blazor.Features.People;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Passwords;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Passwords;

/// <summary>The link of the letter with which a new officer chooses the first password.</summary>
public sealed class OfficerInvitationTests
{
    private const string Officer = "siu.ha@dvc.local";
    private const string New = "mưa rào tháng sáu";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Invitation_OpensTheAccount_Once(DatabaseProvider provider)
    {
        await using var site = await PasswordSite.CreateAsync(provider);
        var token = await site.InviteAsync(Officer);

        Assert.Equal(PasswordFault.TooShort, (await site.AcceptAsync(token, "ngắn")).Fault);
        Assert.True((await site.AcceptAsync(token, New)).Done);

        Assert.True(await site.OpensAsync(Officer, New));
        Assert.False((await site.AcceptAsync(token, "ba con trâu đen")).Proved);
        Assert.True(await site.OpensAsync(Officer, New));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Invitation_TwiceAtOnce_CountsOnce(DatabaseProvider provider)
    {
        await using var site = await PasswordSite.CreateAsync(provider);
        var token = await site.InviteAsync(Officer);

        var outcomes = await Task.WhenAll(site.AcceptAsync(token, New), site.AcceptAsync(token, "ba con trâu đen"));

        Assert.Single(outcomes, o => o.Done);
    }

    [Fact]
    public async Task Invitation_OldAlteredOrForeign_IsRefused()
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        await using var elsewhere = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        var token = await site.InviteAsync(Officer);
        await site.ForgetAsync(Cast.Citizen);

        foreach (
            var wrong in new[]
            {
                token[..^4] + "AAAA",
                await elsewhere.InviteAsync(Officer),
                await site.TokenAsync(),
                "%%%",
                "",
                null,
                new string('a', 5000),
            }
        )
            Assert.False((await site.AcceptAsync(wrong, New)).Proved);
        Assert.False((await site.ResetAsync(token, New)).Proved);
        site.Portal.Data.Clock.Advance(TimeSpan.FromDays(OfficerInvitations.Days) + TimeSpan.FromMinutes(1));
        Assert.False((await site.AcceptAsync(token, New)).Proved);
    }

    [Fact]
    public async Task Invitation_StandsWhileRightsChange_AndFallsWithTheAccount()
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        var token = await site.InviteAsync(Officer);
        var (admin, officer) = (await site.Portal.UserAsync(Cast.Administrator), await site.Portal.UserAsync(Officer));
        var desk = site.Portal.Services.GetRequiredService<PeopleDesk>();

        await desk.LockAsync(admin, officer, "Mời nhầm.", Cancel);
        Assert.False((await site.AcceptAsync(token, New)).Proved);

        await desk.UnlockAsync(admin, officer, Cancel);
        await desk.SetRolesAsync(admin, officer, [Roles.IntakeOfficer], Cancel);
        Assert.True((await site.AcceptAsync(token, New)).Done);
    }
}
