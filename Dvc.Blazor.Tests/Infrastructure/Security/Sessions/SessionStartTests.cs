using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security.Sessions;

/// <summary>What begins and what ends a session, as a browser and the database see it.</summary>
public sealed class SessionStartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Start_SignsIn_NotesTheSession_AndForgetsWrongPasswords(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);
        await portal.ChangeUserAsync(citizen, user => (user.AccessFailedCount, user.LockCount) = (7, 2));
        var browser = new ServerSideBrowser(portal.Services);

        await browser.StartAsync(citizen, SignInMethod.Passkey);

        var who = await browser.WhoAsync();
        var session = Assert.Single(await portal.SessionsAsync(citizen));
        Assert.Equal(citizen.ToString(), who.FindFirstValue(ClaimTypes.NameIdentifier));
        Assert.Equal((session.Id, SignInMethod.Passkey), (SessionClaims.IdOf(who), SessionClaims.MethodOf(who)));
        Assert.Equal(("Chrome · Android", "203.0.113.*"), (session.Device, session.Network));
        var user = await portal.Data.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == citizen, Cancel), Cancel);
        Assert.Equal((0, 0), (user.AccessFailedCount, user.LockCount));
        var line = await portal.Data.Database.ReadAsync(db => db.AccountEvents.SingleAsync(e => e.UserId == citizen, Cancel), Cancel);
        Assert.Equal((AccountEventKind.SignedIn, "{\"how\":\"Passkey\"}"), (line.Kind, line.Details));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Start_InABrowserNotSeenBefore_IsToldByALetter(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var phone = new ServerSideBrowser(portal.Services);
        var desk = new ServerSideBrowser(portal.Services) { UserAgent = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0" };

        await phone.StartAsync(citizen);
        Assert.Empty(await portal.LettersAsync());
        await desk.StartAsync(citizen);
        await phone.StartAsync(citizen);
        await desk.StartAsync(citizen);

        var letter = Assert.Single(await portal.LettersAsync());
        Assert.Equal((AccountLetterKind.NewDevice, Cast.Citizen, "Firefox · Windows"), (letter.Kind, letter.ToAddress, letter.Subject));
    }

    [Fact]
    public async Task Start_WhereSomebodyIsSignedIn_EndsTheFormerSession()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (citizen, officer) = (await portal.UserAsync(Cast.Citizen), await portal.UserAsync(Cast.IntakeOfficer));
        var browser = new ServerSideBrowser(portal.Services);

        await browser.StartAsync(citizen);
        await browser.StartAsync(officer);

        Assert.NotNull(Assert.Single(await portal.SessionsAsync(citizen)).EndedAt);
        Assert.Null(Assert.Single(await portal.SessionsAsync(officer)).EndedAt);
    }

    [Fact]
    public async Task Cookie_KeepsItsSession_WhenItIsRenewed_AndIsRefusedOnceTheSessionEnded()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var browser = new ServerSideBrowser(portal.Services);
        await browser.StartAsync(citizen);
        var session = Assert.Single(await portal.SessionsAsync(citizen));

        portal.Data.Clock.Advance(TimeSpan.FromMinutes(2));
        var renewed = await browser.WhoAsync();
        await portal.Services.GetRequiredService<RunningSessions>().EndAsync(citizen, session.Id, Cancel);
        var refused = await browser.WhoAsync();

        Assert.Equal(session.Id, SessionClaims.IdOf(renewed));
        Assert.Equal(portal.Data.Clock.GetUtcNow().UtcDateTime, Assert.Single(await portal.SessionsAsync(citizen)).SeenAt);
        Assert.False(refused.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task Cookie_LeftUnused_RunsOut()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var browser = new ServerSideBrowser(portal.Services);
        await browser.StartAsync(await portal.UserAsync(Cast.Citizen));

        portal.Data.Clock.Advance(TimeSpan.FromMinutes(100));
        Assert.True((await browser.WhoAsync()).Identity?.IsAuthenticated);
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(121));
        Assert.False((await browser.WhoAsync()).Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task Cookie_AlteredOrOfAnotherInstallation_IsNobody()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        await using var elsewhere = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var browser = new ServerSideBrowser(portal.Services);
        await browser.StartAsync(await portal.UserAsync(Cast.Citizen));
        var foreign = new ServerSideBrowser(elsewhere.Services);
        foreign.Cookies["dvc"] = browser.Cookies["dvc"];
        var altered = new ServerSideBrowser(portal.Services);
        altered.Cookies["dvc"] = browser.Cookies["dvc"][..^9] + "AAAAAAAAA";

        Assert.False((await foreign.WhoAsync()).Identity?.IsAuthenticated);
        Assert.False((await altered.WhoAsync()).Identity?.IsAuthenticated);
    }
}
