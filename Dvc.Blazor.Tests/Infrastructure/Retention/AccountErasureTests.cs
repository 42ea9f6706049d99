using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Organisations;
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

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Erase_TheOnlyRepresentative_HandsOverFirst(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var erasure = portal.NewNode(services => services.AddRetention()).GetRequiredService<AccountErasure>();
        var (representative, colleague) = (await portal.UserAsync(Cast.Organisation), await portal.UserAsync(Cast.Citizen));
        var company = await portal.Data.Database.ReadAsync(db => db.Organisations.SingleAsync(Cancel), Cancel);
        await CloseAllAsync(portal, representative);
        Assert.True((await erasure.OutlookAsync(representative, Cancel)).MayErase);
        await portal.Data.AddAsync(
            new OrganisationMember
            {
                OrganisationId = company.Id,
                UserId = colleague,
                IsRepresentative = false,
                JoinedAt = Samples.Morning,
            }
        );

        await Assert.ThrowsAsync<RuleViolationException>(() => erasure.EraseAsync(representative, Cancel));
        Assert.Equal([company.Name], (await erasure.OutlookAsync(representative, Cancel)).Represented);
        Assert.Empty((await erasure.OutlookAsync(colleague, Cancel)).Represented);

        await portal.Data.Database.WriteAsync(
            db =>
                db.OrganisationMembers.Where(m => m.UserId == colleague)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.IsRepresentative, true), Cancel),
            Cancel
        );
        await erasure.EraseAsync(representative, Cancel);
    }

    [Fact]
    public async Task Erase_TheOnlyRepresentative_WhileAColleaguesDossierRuns_IsRefused()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var erasure = portal.NewNode(services => services.AddRetention()).GetRequiredService<AccountErasure>();
        var representative = await portal.UserAsync(Cast.Organisation);
        var company = await portal.Data.Database.ReadAsync(db => db.Organisations.SingleAsync(Cancel), Cancel);
        await CloseAllAsync(portal, representative);
        var running = Samples.Dossier(98);
        await portal.Data.AddAsync(running);
        await portal.Data.Database.WriteAsync(
            db =>
                db.Dossiers.Where(d => d.Id == running.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.OrganisationId, company.Id), Cancel),
            Cancel
        );

        await Assert.ThrowsAsync<RuleViolationException>(() => erasure.EraseAsync(representative, Cancel));

        var outlook = await erasure.OutlookAsync(representative, Cancel);
        Assert.Empty(outlook.Running);
        Assert.Equal([company.Name], outlook.Represented);
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
