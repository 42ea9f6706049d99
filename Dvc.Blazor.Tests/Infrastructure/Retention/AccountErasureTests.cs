using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Retention;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Retention;

public sealed class AccountErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Erase_NothingRunning_LeavesNothingOfThePersonButTheClosedDossier(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var node = portal.NewNode(services => services.AddRetention());
        var owner = await portal.UserAsync(Cast.Citizen);
        await CloseAllAsync(portal, owner);
        await portal.CompleteDraftAsync(owner);
        var now = portal.Data.Clock.GetUtcNow().UtcDateTime;
        await portal.Data.AddAsync(
            new UserSession
            {
                UserId = owner,
                StartedAt = now,
                SeenAt = now,
                Device = "",
                Network = "",
            },
            new IdentityUserToken<Guid>
            {
                UserId = owner,
                LoginProvider = "x",
                Name = "y",
                Value = "secret",
            }
        );
        var erasure = node.GetRequiredService<AccountErasure>();
        var outlook = await erasure.OutlookAsync(owner, Cancel);

        await erasure.EraseAsync(owner, Cancel);
        await erasure.EraseAsync(owner, Cancel);

        Assert.NotEmpty(outlook.Kept);
        Assert.All(outlook.Kept, d => Assert.True(d.KeptUntil > now));
        await portal.Data.Database.ReadAsync(
            async db =>
            {
                var user = await db.Users.SingleAsync(u => u.Id == owner, Cancel);
                Assert.Equal(("", null, null, null), (user.FullName, user.Email, user.NationalId, user.PasswordHash));
                Assert.Equal((null, null, null), (user.BirthDate, user.Address, user.PhoneNumber));
                Assert.NotNull(user.ErasedAt);
                Assert.Equal(0, await db.Drafts.CountAsync(d => d.OwnerId == owner, Cancel));
                Assert.Equal(0, await db.Sessions.CountAsync(s => s.UserId == owner, Cancel));
                Assert.Equal(0, await db.UserTokens.CountAsync(t => t.UserId == owner, Cancel));
                Assert.Equal(outlook.Kept.Count, await db.Dossiers.CountAsync(d => d.OwnerId == owner && d.ApplicantName != "", Cancel));
                Assert.Equal(1, await db.AccountEvents.CountAsync(e => e.UserId == owner && e.Kind == AccountEventKind.Erased, Cancel));
                Assert.Equal(1, await db.Outbox.CountAsync(m => m.Kind == nameof(AccountLetter), Cancel));
                return true;
            },
            Cancel
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Erase_WhileADossierRuns_IsRefusedAndChangesNothing(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var node = portal.NewNode(services => services.AddRetention());
        var owner = await portal.UserAsync(Cast.Citizen);
        await CloseAllAsync(portal, owner);
        await portal.CompleteDraftAsync(owner);
        var running = Samples.Dossier(99, owner: owner);
        await portal.Data.AddAsync(running);
        var erasure = node.GetRequiredService<AccountErasure>();

        await Assert.ThrowsAsync<RuleViolationException>(() => erasure.EraseAsync(owner, Cancel));

        Assert.Equal(running.Number, Assert.Single((await erasure.OutlookAsync(owner, Cancel)).Running).Number);
        Assert.Equal(1, await portal.Data.Database.ReadAsync(db => db.Drafts.CountAsync(d => d.OwnerId == owner, Cancel), Cancel));
        Assert.NotNull((await portal.Data.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == owner, Cancel), Cancel)).Email);
    }

    [Fact]
    public async Task Erase_AnOfficersAccount_IsRefused()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var erasure = portal.NewNode(services => services.AddRetention()).GetRequiredService<AccountErasure>();

        await Assert.ThrowsAsync<RuleViolationException>(async () =>
            await erasure.EraseAsync(await portal.UserAsync(Cast.IntakeOfficer), Cancel)
        );
    }

    // Whatever the demonstration has filed is over.
    private static async Task CloseAllAsync(SeededPortal portal, Guid owner)
    {
        await portal.Data.Database.WriteAsync(
            db =>
                db.Dossiers.Where(d => d.OwnerId == owner)
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, Blazor.Domain.Dossiers.DossierStatus.ResultReturned), Cancel),
            Cancel
        );
    }
}
