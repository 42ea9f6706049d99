using System.Security.Claims;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security;

/// <summary>An officer's page is open on one node while somebody changes the officer's account on another. The clock stands still: no minute passes.</summary>
public sealed class SessionWatchTests
{
    public enum Change
    {
        SignedOutEverywhere,
        LockedByTheAccountSystem,
        Demoted,
        NewStamp,
        PostingEnded,
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Change, DatabaseProvider> Cases()
    {
        var cases = new TheoryData<Change, DatabaseProvider>();
        foreach (var change in Enum.GetValues<Change>())
            cases.Add(change, DatabaseProvider.Sqlite);
        cases.Add(Change.SignedOutEverywhere, DatabaseProvider.PostgreSql);
        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task OpenPage_AccountChangedOnAnotherNode_IsSignedOutAtOnce(Change change, DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        var redis = (await SharedServers.RedisAsync()).Configuration;
        var (here, there) = (await NodeAsync(data, redis), await NodeAsync(data, redis));
        var officer = await OfficerAsync(here);
        await using var page = await OpenPage.StartAsync(here, officer);
        await using var colleague = await OpenPage.StartAsync(here, await OfficerAsync(here, "khac@dvc.local"));

        await ActAsync(there, officer, change);

        await Wait.UntilAsync(async () => !await page.IsSignedInAsync(), "the open page is signed out", null, Cancel);
        Assert.True(await colleague.IsSignedInAsync());
    }

    private static async Task ActAsync(ServiceProvider node, DvcUser officer, Change change)
    {
        await using var scope = node.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>();
        var user = (await users.FindByIdAsync(officer.Id.ToString()))!;
        var database = node.GetRequiredService<DvcDatabase>();
        await (
            change switch
            {
                Change.SignedOutEverywhere => database.WriteAsync(
                    db => node.GetRequiredService<RunningSessions>().EndAllAsync(db, user.Id, null, Cancel),
                    Cancel
                ),
                Change.LockedByTheAccountSystem => users.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue),
                Change.Demoted => users.RemoveFromRoleAsync(user, Roles.IntakeOfficer),
                Change.NewStamp => users.UpdateSecurityStampAsync(user),
                _ => database.WriteAsync(
                    async db => db.Postings.Remove(await db.Postings.SingleAsync(p => p.UserId == user.Id, Cancel)),
                    Cancel
                ),
            }
        );
    }

    private static async Task<ServiceProvider> NodeAsync(DvcTestDatabase data, string redis)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Redis:Configuration", redis)]).Build();
        var node = data.NewNode(services =>
        {
            services.AddDataProtection();
            services
                .AddIdentityCore<DvcUser>()
                .AddRoles<IdentityRole<Guid>>()
                .AddEntityFrameworkStores<DvcDbContext>()
                .AddClaimsPrincipalFactory<PersonClaims>();
            services.AddSingleton<RunningSessions>().AddSingleton<Officers>().AddSingleton<SecondFactorRule>();
            services.AddScoped<CircuitActivity>().AddScoped<CircuitSession>().AddScoped<SessionWatch>();
            services.AddLiveUpdates(settings);
        });
        var relay = node.GetRequiredService<RedisRelay>();
        await relay.StartAsync(Cancel);
        await relay.Listening.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        return node;
    }

    private static async Task<DvcUser> OfficerAsync(ServiceProvider node, string email = "hang@dvc.local")
    {
        await using var scope = node.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<Guid>>>();
        if (!await roles.RoleExistsAsync(Roles.IntakeOfficer))
            await roles.CreateAsync(new IdentityRole<Guid>(Roles.IntakeOfficer));
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>();
        var user = new DvcUser
        {
            UserName = email,
            Email = email,
            FullName = "Nguyễn Thị Thu Hằng",
            LockoutEnabled = true,
        };
        Assert.True((await users.CreateAsync(user)).Succeeded);
        await users.AddToRoleAsync(user, Roles.IntakeOfficer);
        await node.GetRequiredService<DvcDatabase>()
            .WriteAsync(
                db => Task.FromResult(db.Postings.Add(new OfficerPosting { UserId = user.Id, AgencyId = Samples.District })),
                Cancel
            );
        return user;
    }

    /// <summary>The services of one open page.</summary>
    private sealed class OpenPage(AsyncServiceScope scope) : IAsyncDisposable
    {
        private readonly CircuitSession _session = scope.ServiceProvider.GetRequiredService<CircuitSession>();

        public static async Task<OpenPage> StartAsync(ServiceProvider node, DvcUser user)
        {
            var scope = node.CreateAsyncScope();
            var page = new OpenPage(scope);
            var now = node.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            var row = new UserSession
            {
                UserId = user.Id,
                StartedAt = now,
                SeenAt = now,
                Device = "",
                Network = "",
            };
            await node.GetRequiredService<DvcDatabase>().WriteAsync(db => Task.FromResult(db.Sessions.Add(row)), Cancel);
            var stored = await scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>().FindByIdAsync(user.Id.ToString());
            var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<DvcUser>>().CreateAsync(stored!);
            ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(SessionClaims.Id, row.Id.ToString()));
            page._session.SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
            await scope.ServiceProvider.GetRequiredService<SessionWatch>().OnCircuitOpenedAsync(null!, Cancel);
            return page;
        }

        public async Task<bool> IsSignedInAsync() => CurrentUser.Of((await _session.GetAuthenticationStateAsync()).User) is not null;

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}
