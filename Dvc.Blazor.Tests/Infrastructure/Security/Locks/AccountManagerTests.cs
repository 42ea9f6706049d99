using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security.Locks;

/// <summary>Wrong passwords lock an account for longer and longer, and nothing else.</summary>
public sealed class AccountManagerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task WrongPasswords_LockForLongerAndLonger_AndARightOneForgetsThem(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);

        foreach (var minutes in (int[])[1, 5, 15, 60, 60])
        {
            await FailAsync(portal, citizen, 10);
            Assert.Equal(portal.Data.Clock.GetUtcNow().AddMinutes(minutes), (await portal.PersonAsync(citizen)).LockoutEnd);
            portal.Data.Clock.Advance(TimeSpan.FromMinutes(minutes));
        }

        await new ServerSideBrowser(portal.Services).StartAsync(citizen);
        await FailAsync(portal, citizen, 9);
        Assert.False(await IsLockedAsync(portal, citizen));
        await FailAsync(portal, citizen, 1);

        Assert.Equal(portal.Data.Clock.GetUtcNow().AddMinutes(1), (await portal.PersonAsync(citizen)).LockoutEnd);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task WrongPasswords_AtOnce_AreAllCounted(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => FailAsync(portal, citizen, 1)));

        Assert.True(await IsLockedAsync(portal, citizen));
        Assert.Equal(1, (await portal.PersonAsync(citizen)).LockCount);
    }

    [Fact]
    public async Task Lock_IsToldOnce_TouchesNoOtherAccount_AndEndsNoSession()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (citizen, other) = (await portal.UserAsync(Cast.Citizen), await portal.UserAsync(Cast.Organisation));
        var browser = new ServerSideBrowser(portal.Services);
        await browser.StartAsync(citizen);

        await FailAsync(portal, citizen, 10);
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(2));
        await FailAsync(portal, citizen, 10);

        var letter = Assert.Single(await portal.LettersAsync());
        Assert.Equal((AccountLetterKind.LockedOut, Cast.Citizen), (letter.Kind, letter.ToAddress));
        Assert.False(await IsLockedAsync(portal, other));
        Assert.True((await browser.WhoAsync()).Identity?.IsAuthenticated);
        var locks = await portal.Data.Database.ReadAsync(
            db => db.AccountEvents.CountAsync(e => e.UserId == citizen && e.Kind == AccountEventKind.LockedOut, Cancel),
            Cancel
        );
        Assert.Equal(2, locks);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RecoveryCodes_AreKeptAsKeyedHashesOnly_AndEachOpensOnce(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>();
        var citizen = (await users.FindByEmailAsync(Cast.Citizen))!;

        var codes = (await users.GenerateNewTwoFactorRecoveryCodesAsync(citizen, 10))!.ToList();

        var kept = await portal.Data.Database.ReadAsync(
            db => db.UserTokens.Where(t => t.UserId == citizen.Id && t.Name == "RecoveryCodes").Select(t => t.Value!).SingleAsync(Cancel),
            Cancel
        );
        Assert.Equal(10, kept.Split(';').Distinct().Count());
        Assert.DoesNotContain(codes, code => kept.Contains(code, StringComparison.OrdinalIgnoreCase));
        Assert.False((await users.RedeemTwoFactorRecoveryCodeAsync(citizen, kept.Split(';')[0])).Succeeded);
        Assert.True((await users.RedeemTwoFactorRecoveryCodeAsync(citizen, codes[3])).Succeeded);
        Assert.False((await users.RedeemTwoFactorRecoveryCodeAsync(citizen, codes[3])).Succeeded);
        Assert.Equal(9, await users.CountRecoveryCodesAsync(citizen));
    }

    [Fact]
    public async Task Lock_ByAnAdministrator_EndsTheSession()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var browser = new ServerSideBrowser(portal.Services);
        await browser.StartAsync(citizen);

        await portal.ChangeUserAsync(citizen, user => user.LockoutEnd = DateTimeOffset.MaxValue);
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.False((await browser.WhoAsync()).Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task ADayWithoutALock_ForgetsTheFormerOnes()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);
        await FailAsync(portal, citizen, 10);
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(2));
        await FailAsync(portal, citizen, 10);

        portal.Data.Clock.Advance(TimeSpan.FromHours(25));
        await FailAsync(portal, citizen, 10);

        Assert.Equal(portal.Data.Clock.GetUtcNow().AddMinutes(1), (await portal.PersonAsync(citizen)).LockoutEnd);
    }

    private static async Task FailAsync(SeededPortal portal, Guid user, int times)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>();
        var person = await users.FindByIdAsync(user.ToString());
        for (var time = 0; time < times; time++)
            await users.AccessFailedAsync(person!);
    }

    private static async Task<bool> IsLockedAsync(SeededPortal portal, Guid user) =>
        (await portal.PersonAsync(user)).LockoutEnd > portal.Data.Clock.GetUtcNow();
}
