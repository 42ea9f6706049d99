using Dvc.Blazor.Features.Accounts.Sessions;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Features.Accounts.Passwords;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Sessions;

public sealed class SessionDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task List_MarksThisOne_AndEndsTheOwnOnly(DatabaseProvider provider)
    {
        await using var site = await PasswordSite.CreateAsync(provider);
        var (citizen, other) = (await site.Portal.UserAsync(Cast.Citizen), await site.Portal.UserAsync(Cast.Organisation));
        var (here, elsewhere, stranger) = (site.Browser(), site.Browser(), site.Browser());
        await here.StartAsync(citizen);
        await elsewhere.StartAsync(citizen);
        await stranger.StartAsync(other);
        var foreign = Assert.Single(await site.Portal.SessionsAsync(other));

        var listed = await ListAsync(here);
        Assert.Equal([true, false], listed.Select(s => s.IsThis));
        await EndAsync(here, foreign.Id);
        await EndAsync(here, listed[1].Id);
        site.Portal.Data.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.True((await stranger.WhoAsync()).Identity?.IsAuthenticated);
        Assert.False((await elsewhere.WhoAsync()).Identity?.IsAuthenticated);
        Assert.True(Assert.Single(await ListAsync(here)).IsThis);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task EndAll_EndsThisOneToo_AndIsNoted(DatabaseProvider provider)
    {
        await using var site = await PasswordSite.CreateAsync(provider);
        var citizen = await site.Portal.UserAsync(Cast.Citizen);
        var (here, elsewhere) = (site.Browser(), site.Browser());
        await here.StartAsync(citizen);
        await elsewhere.StartAsync(citizen);

        await here.RequestAsync(
            async (services, context) =>
            {
                await services.GetRequiredService<SessionDesk>().EndAllAsync(CurrentUser.Of(context.User)!, Cancel);
                return true;
            }
        );
        site.Portal.Data.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.False((await here.WhoAsync()).Identity?.IsAuthenticated);
        Assert.False((await elsewhere.WhoAsync()).Identity?.IsAuthenticated);
        var noted = await site.Portal.Data.Database.ReadAsync(
            db => db.AccountEvents.CountAsync(e => e.UserId == citizen && e.Kind == AccountEventKind.SignedOutEverywhere, Cancel),
            Cancel
        );
        Assert.Equal(1, noted);
    }

    private static Task<IReadOnlyList<SessionRow>> ListAsync(ServerSideBrowser browser) =>
        browser.RequestAsync((services, context) => services.GetRequiredService<SessionDesk>().ListAsync(context));

    private static Task<bool> EndAsync(ServerSideBrowser browser, Guid session) =>
        browser.RequestAsync(
            async (services, context) =>
            {
                await services.GetRequiredService<SessionDesk>().EndAsync(CurrentUser.Of(context.User)!, session, Cancel);
                return true;
            }
        );
}
