using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security;

public sealed class StandInTests
{
    private static readonly DateOnly Today = new(2025, 6, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task StandIn_DuringTheAbsence_ActsInTheAbsentOnesPlaceAndIsNamedSo(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var revision = await portal.Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == CertifiedCopy.Code).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        var dossier = Samples.Dossier(revision: revision);
        await portal.Data.AddAsync(dossier, await DelegationAsync(portal, Today, Today.AddDays(2)));
        var desk = portal.Services.GetRequiredService<DecisionDesk>();

        await desk.DecideAsync(
            await portal.UserAsync(Cast.CaseOfficer),
            new Decision(dossier.Number, dossier.Version, DossierAct.Refuse, "Nộp nhầm nơi."),
            Cancel
        );

        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var after = await db.Dossiers.Include(d => d.Steps).Include(d => d.Trail).SingleAsync(d => d.Id == dossier.Id, Cancel);
        Assert.Equal("Y Phương (thay Nguyễn Thị Thu Hằng)", after.Steps.MaxBy(s => s.Ordinal)!.ActorName);
        Assert.Equal("Y Phương (thay Nguyễn Thị Thu Hằng)", after.Trail.MaxBy(e => e.Index)!.ActorName);
        Assert.True(AuditEvent.IsIntact(after.Trail));
    }

    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(-3, -1, false)]
    [InlineData(-3, 0, true)]
    [InlineData(0, 0, true)]
    public async Task StandIn_OutsideTheAbsence_HasNothing(int fromDays, int toDays, bool standsIn)
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        await portal.Data.AddAsync(await DelegationAsync(portal, Today.AddDays(fromDays), Today.AddDays(toDays)));

        var officer = await FindAsync(portal, Cast.CaseOfficer);

        Assert.Equal(standsIn ? 2 : 1, officer!.Capacities.Count);
    }

    [Fact]
    public async Task StandIn_AfterRevocationOrALockOfTheAbsentOne_HasNothing()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var delegation = await DelegationAsync(portal, Today, Today);
        await portal.Data.AddAsync(delegation);
        await portal.Data.Database.WriteAsync(
            async db =>
            {
                var absent = await db.Users.SingleAsync(u => u.Id == delegation.AbsentId, Cancel);
                absent.LockoutEnd = DateTimeOffset.MaxValue;
            },
            Cancel
        );
        Assert.Single((await FindAsync(portal, Cast.CaseOfficer))!.Capacities);

        await portal.Data.Database.WriteAsync(
            async db =>
            {
                (await db.Users.SingleAsync(u => u.Id == delegation.AbsentId, Cancel)).LockoutEnd = null;
                (await db.Delegations.SingleAsync(Cancel)).RevokedAt = Samples.Morning;
            },
            Cancel
        );
        Assert.Single((await FindAsync(portal, Cast.CaseOfficer))!.Capacities);
    }

    [Fact]
    public void RoleOfTheAbsentOne_CountsNothingAtThePlacesOfTheStandIn()
    {
        OfficerPosting At(string agency) => new() { UserId = Guid.NewGuid(), AgencyId = agency };
        var (here, there) = (Samples.Dossier(1), Samples.Dossier(2, unit: "cp-x-1", receiving: "cp-x-1", competent: "cp-x-1"));
        var officer = new Officer(
            Guid.NewGuid(),
            "A",
            [
                new OfficerCapacity(null, [Roles.IntakeOfficer], [At(here.ReceivingAgencyId)]),
                new OfficerCapacity("B", [Roles.Approver], [At("cp-x-1")]),
            ]
        );

        Assert.Equal([Roles.IntakeOfficer], officer.RolesAt(here));
        Assert.Equal([Roles.Approver], officer.RolesAt(there));
        Assert.Equal("A", officer.ActorAt(here).Name);
        Assert.Equal("A (thay B)", officer.ActorAt(there).Name);
    }

    private static Task<Officer?> FindAsync(SeededPortal portal, string email) =>
        portal.Data.Database.ReadAsync(
            async db => await portal.Services.GetRequiredService<Officers>().FindAsync(db, await portal.UserAsync(email), Cancel),
            Cancel
        );

    private static async Task<Delegation> DelegationAsync(SeededPortal portal, DateOnly from, DateOnly to) =>
        new()
        {
            AbsentId = await portal.UserAsync(Cast.IntakeOfficer),
            StandInId = await portal.UserAsync(Cast.CaseOfficer),
            ValidFrom = from,
            ValidTo = to,
            CreatedAt = Samples.Morning,
        };
}
