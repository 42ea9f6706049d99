using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security;

/// <summary>What ends a session on an open page, and what must not.</summary>
public sealed class CircuitSessionTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Session_EndsWithTheRightsItWasOpenedWith(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        await using var scope = Node(data).CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<CircuitSession>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>();
        var (user, principal) = await OfficerAsync(scope.ServiceProvider);
        Assert.False(await session.IsCurrentAsync(principal));
        var row = await BeginAsync(data, user, principal);

        Assert.True(await session.IsCurrentAsync(principal));
        await users.SetLockoutEndDateAsync(user, data.Clock.GetUtcNow().AddMinutes(5));
        Assert.True(await session.IsCurrentAsync(principal));
        await users.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue);
        Assert.False(await session.IsCurrentAsync(principal));
        await users.SetLockoutEndDateAsync(user, null);
        Assert.True(await session.IsCurrentAsync(principal));
        await users.RemoveFromRoleAsync(user, Roles.IntakeOfficer);
        Assert.False(await session.IsCurrentAsync(principal));
        await users.AddToRoleAsync(user, Roles.IntakeOfficer);
        await scope.ServiceProvider.GetRequiredService<RunningSessions>().EndAsync(user.Id, row, Cancel);
        Assert.False(await session.IsCurrentAsync(principal));
    }

    [Fact]
    public async Task Session_EndsWithANewSecurityStamp()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        await using var scope = Node(data).CreateAsyncScope();
        var (user, principal) = await OfficerAsync(scope.ServiceProvider);
        await BeginAsync(data, user, principal);

        await scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>().UpdateSecurityStampAsync(user);

        Assert.False(await scope.ServiceProvider.GetRequiredService<CircuitSession>().IsCurrentAsync(principal));
    }

    [Fact]
    public async Task Session_LivesAsLongAsThePageIsUsed_AndNotPastItsLimit()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        await using var scope = Node(data).CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<CircuitSession>();
        var activity = scope.ServiceProvider.GetRequiredService<CircuitActivity>();
        var (user, principal) = await OfficerAsync(scope.ServiceProvider);
        await BeginAsync(data, user, principal);

        for (var hour = 1; hour < 12; hour++)
        {
            data.Clock.Advance(TimeSpan.FromHours(1));
            activity.Note();
            Assert.True(await session.IsCurrentAsync(principal));
        }

        data.Clock.Advance(TimeSpan.FromHours(1));
        activity.Note();
        Assert.False(await session.IsCurrentAsync(principal));
    }

    [Fact]
    public async Task Session_OfAPageLeftAlone_RunsOut()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        await using var scope = Node(data).CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<CircuitSession>();
        var (user, principal) = await OfficerAsync(scope.ServiceProvider);
        await BeginAsync(data, user, principal);

        data.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.True(await session.IsCurrentAsync(principal));
        data.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await session.IsCurrentAsync(principal));
    }

    [Fact]
    public async Task Session_EndsWithAPosting_AndNotWithANewOne()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        await using var scope = Node(data).CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<CircuitSession>();
        var (user, _) = await OfficerAsync(scope.ServiceProvider);
        var posting = new OfficerPosting { UserId = user.Id, AgencyId = "gl-h-639" };
        await data.AddAsync(posting);
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<DvcUser>>().CreateAsync(user);
        await BeginAsync(data, user, principal);

        await data.AddAsync(new OfficerPosting { UserId = user.Id, AgencyId = "cp-x-23986" });
        Assert.True(await session.IsCurrentAsync(principal));
        await data.Database.WriteAsync(
            async db =>
            {
                var ended = await db.Postings.FindAsync([posting.Id], Cancel);
                ended!.ValidTo = new DateOnly(2025, 6, 1);
            },
            Cancel
        );

        Assert.False(await session.IsCurrentAsync(principal));
    }

    [Fact]
    public async Task Claims_NameThePersonAndThePostingsOfTheDay()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        await using var scope = Node(data).CreateAsyncScope();
        var (user, _) = await OfficerAsync(scope.ServiceProvider);
        await data.AddAsync(
            new OfficerPosting
            {
                UserId = user.Id,
                AgencyId = "gl-h-639",
                ValidTo = new DateOnly(2025, 6, 30),
            },
            new OfficerPosting
            {
                UserId = user.Id,
                AgencyId = "cp-x-23986",
                SectorCode = "tu-phap",
            },
            new OfficerPosting
            {
                UserId = user.Id,
                AgencyId = "gl2-x-23942",
                ValidFrom = new DateOnly(2025, 7, 1),
            }
        );

        var person = CurrentUser.Of(
            await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<DvcUser>>().CreateAsync(user)
        );

        Assert.NotNull(person);
        Assert.Equal((user.Id, "Nguyễn Thị Thu Hằng", true), (person.Id, person.FullName, person.IsStaff));
        Assert.Equal([new CurrentPosting("cp-x-23986", "tu-phap"), new CurrentPosting("gl-h-639", null)], person.Postings);
        Assert.Null(CurrentUser.Of(new ClaimsPrincipal(new ClaimsIdentity())));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Guid> BeginAsync(DvcTestDatabase data, DvcUser user, ClaimsPrincipal principal)
    {
        var now = data.Clock.GetUtcNow().UtcDateTime;
        var session = new UserSession
        {
            UserId = user.Id,
            StartedAt = now,
            SeenAt = now,
            Device = "",
            Network = "",
        };
        await data.AddAsync(session);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(SessionClaims.Id, session.Id.ToString()));
        return session.Id;
    }

    private static ServiceProvider Node(DvcTestDatabase data) =>
        data.NewNode(services =>
        {
            services.AddDataProtection();
            services
                .AddIdentityCore<DvcUser>()
                .AddRoles<IdentityRole<Guid>>()
                .AddEntityFrameworkStores<DvcDbContext>()
                .AddClaimsPrincipalFactory<PersonClaims>();
            services.AddSingleton<RunningSessions>().AddSingleton<Officers>().AddSingleton<SecondFactorRule>();
            services.AddScoped<CircuitActivity>().AddScoped<CircuitSession>();
        });

    private static async Task<(DvcUser User, ClaimsPrincipal Principal)> OfficerAsync(IServiceProvider services)
    {
        var users = services.GetRequiredService<UserManager<DvcUser>>();
        await services.GetRequiredService<RoleManager<IdentityRole<Guid>>>().CreateAsync(new IdentityRole<Guid>(Roles.IntakeOfficer));
        var user = new DvcUser
        {
            UserName = "hang@dvc.local",
            Email = "hang@dvc.local",
            FullName = "Nguyễn Thị Thu Hằng",
            LockoutEnabled = true,
        };
        Assert.True((await users.CreateAsync(user)).Succeeded);
        await users.AddToRoleAsync(user, Roles.IntakeOfficer);
        return (user, await services.GetRequiredService<IUserClaimsPrincipalFactory<DvcUser>>().CreateAsync(user));
    }
}
