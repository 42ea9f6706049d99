using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>Work shared out by load at one place with two examiners.</summary>
public sealed class ShareOutTests
{
    private const string Place = "cp-x-23971";
    private const string Division = "cp-tu-phap";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Share_GoesToWhoHasLeast_ThenToWhoWaitedLongest(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, examiner, other) = await PeopleAsync(portal);
        await StoreAsync(portal, 1, d => d.Claim(Samples.Officer(id: examiner), Samples.Morning));
        var numbers = await StoreManyAsync(portal, 3);

        var plan = await Desk(portal.Services).TryAsync(me, new BulkOrder(BulkAct.Share, numbers), Cancel);
        foreach (var number in numbers)
        {
            portal.Data.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Null(Assert.Single(await Desk(portal.Services).DoAsync(me, new BulkOrder(BulkAct.Share, [number]), Cancel)).Refusal);
        }

        Assert.All(plan, item => Assert.Null(item.Refusal));
        Assert.Equal([other, examiner, other], await HoldersAsync(portal, numbers));
        Assert.Equal(3, await GivenAsync(portal));
        var again = await Desk(portal.Services).DoAsync(me, new BulkOrder(BulkAct.Share, numbers), Cancel);
        Assert.All(again, item => Assert.Equal("Dossier.HeldBySomebody", item.Refusal?.Rule));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Share_PassesOverWhoIsAwayOrNoLongerPosted(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, examiner, other) = await PeopleAsync(portal);
        var numbers = await StoreManyAsync(portal, 3);
        var today = VietnamTime.DateOf(portal.Data.Clock.GetUtcNow().UtcDateTime);
        await portal.Data.AddAsync(
            new Delegation
            {
                AbsentId = other,
                StandInId = examiner,
                ValidFrom = today,
                ValidTo = today,
                CreatedAt = Samples.Morning,
            }
        );

        await Desk(portal.Services).DoAsync(me, new BulkOrder(BulkAct.Share, numbers[..2]), Cancel);
        await using (var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.AgencyId == Place && p.UserId == examiner).ExecuteDeleteAsync(Cancel);
            await db.Delegations.ExecuteUpdateAsync(set => set.SetProperty(d => d.StandInId, me), Cancel);
        }

        var last = await Desk(portal.Services).DoAsync(me, new BulkOrder(BulkAct.Share, numbers[2..]), Cancel);

        // The third goes to who stands in for the one who is away.
        Assert.Equal([examiner, examiner, me], await HoldersAsync(portal, numbers));
        Assert.Null(Assert.Single(last).Refusal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Share_IsForLeaders_AndNotWhereItIsSwitchedOff_WhichStandsInTheTrail(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, examiner, _) = await PeopleAsync(portal);
        var (desks, number) = (portal.Services.GetRequiredService<UnitDesks>(), await StoreAsync(portal, 1));
        Assert.Equal(("Assignment.ByLeaders", false), (await ShareAsync(examiner), await desks.MayShareAsync(examiner, Cancel)));
        Assert.Equal("Sharing.NotYours", await RefusedAsync(desks.SettleAsync(examiner, Place, WorkSharing.Off, Cancel)));
        Assert.Equal("Sharing.NotYours", await RefusedAsync(desks.SettleAsync(me, "cp-x-23942", WorkSharing.Off, Cancel)));
        Assert.Empty(await desks.ManagedAsync(examiner, Cancel));
        Assert.True(await desks.MayShareAsync(me, Cancel));
        Assert.Equal(WorkSharing.ByLeaders, (await desks.ManagedAsync(me, Cancel)).Single(u => u.AgencyId == Place).Sharing);

        await desks.SettleAsync(me, Place, WorkSharing.Off, Cancel);
        await desks.SettleAsync(me, Place, WorkSharing.Off, Cancel);
        Assert.Equal("Assignment.Off", await ShareAsync(me));
        await desks.SettleAsync(me, Place, WorkSharing.Automatic, Cancel);
        Assert.Null(await ShareAsync(me));

        var trail = await portal.Data.Database.ReadAsync(
            db => db.OfficeEvents.Where(e => e.Kind == OfficeEventKind.SharingChanged && e.AgencyId == Place).ToListAsync(Cancel),
            Cancel
        );
        Assert.Equal(2, trail.Count);
        Assert.All(trail, e => Assert.Equal(me, e.ActorId));

        async Task<string?> ShareAsync(Guid user) =>
            Assert.Single(await Desk(portal.Services).DoAsync(user, new BulkOrder(BulkAct.Share, [number]), Cancel)).Refusal?.Rule;

        static async Task<string> RefusedAsync(Task act) => (await Assert.ThrowsAsync<RuleViolationException>(() => act)).Rule;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Arrival_WithoutANamedPerson_GivesTheDossierAway_WhereTheDivisionHasItSo(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, examiner, other) = await PeopleAsync(portal);
        var desks = portal.Services.GetRequiredService<UnitDesks>();
        var numbers = new[]
        {
            await StoreElsewhereAsync(portal, 1),
            await StoreElsewhereAsync(portal, 2),
            await StoreElsewhereAsync(portal, 3),
        };
        await ForwardAsync(numbers[0], null);
        Assert.Equal([null], await HoldersAsync(portal, numbers[..1]));

        await desks.SettleAsync(me, Place, WorkSharing.Automatic, Cancel);
        await ForwardAsync(numbers[1], null);
        await ForwardAsync(numbers[2], other);

        var holders = await HoldersAsync(portal, numbers);
        Assert.Contains(holders[1]!.Value, new[] { examiner, other });
        Assert.Equal(other, holders[2]);
        var given = await portal.Data.Database.ReadAsync(
            db => db.AuditEvents.Where(e => e.Kind == "AssignedAutomatically").SingleAsync(Cancel),
            Cancel
        );
        Assert.Null(given.ActorId);

        // Nobody is there to take it: it lies there for whoever comes.
        await using (var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.AgencyId == Place && p.UserId != me).ExecuteDeleteAsync(Cancel);
        }

        var last = await StoreElsewhereAsync(portal, 4);
        await ForwardAsync(last, null);
        Assert.Equal([null], await HoldersAsync(portal, [last]));

        async Task ForwardAsync(string number, Guid? to)
        {
            portal.Data.Clock.Advance(TimeSpan.FromMinutes(1));
            var seen = await portal.Data.Database.ReadAsync(
                db => db.Dossiers.Where(d => d.Number == number).Select(d => d.Version).SingleAsync(Cancel),
                Cancel
            );
            var decision = new Decision(number, seen, DossierAct.Forward) { To = new ForwardTarget(Place, to) };
            Assert.IsType<DecisionOutcome.Done>(await portal.Services.GetRequiredService<DecisionDesk>().DecideAsync(me, decision, Cancel));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Division_WhereNothingIsSettled_FollowsItsUnit_AndACommuneDoesNotFollowTheDistrict(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, _, _) = await PeopleAsync(portal);
        await portal.Data.AddAsync(new OfficerPosting { UserId = me, AgencyId = Division });
        if (
            !await portal.Data.Database.ReadAsync(
                db => db.Postings.AnyAsync(p => p.UserId == me && p.AgencyId == Samples.District, Cancel),
                Cancel
            )
        )
        {
            await portal.Data.AddAsync(new OfficerPosting { UserId = me, AgencyId = Samples.District });
        }

        var desks = portal.Services.GetRequiredService<UnitDesks>();

        await desks.SettleAsync(me, Samples.District, WorkSharing.Automatic, Cancel);
        Assert.Equal((WorkSharing.Automatic, WorkSharing.ByLeaders), (await SharingAsync(Division), await SharingAsync(Place)));
        await desks.SettleAsync(me, Division, WorkSharing.Off, Cancel);
        Assert.Equal((WorkSharing.Automatic, WorkSharing.Off), (await SharingAsync(Samples.District), await SharingAsync(Division)));
        await desks.SettleAsync(me, Samples.District, WorkSharing.ByLeaders, Cancel);
        Assert.Equal(WorkSharing.Off, await SharingAsync(Division));
        Assert.Equal(WorkSharing.Off, (await desks.ManagedAsync(me, Cancel)).Single(u => u.AgencyId == Division).Sharing);

        Task<WorkSharing> SharingAsync(string place) =>
            portal.Data.Database.ReadAsync(db => UnitDesks.SharingAtAsync(db, place, Cancel), Cancel);
    }

    // Accepted at the district's one-stop department, where the leader works too.
    private static async Task<string> StoreElsewhereAsync(SeededPortal portal, int running)
    {
        var revision = await portal.Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == "1.012784").Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        var dossier = Samples.Dossier(20 + running, unit: Place, receiving: Samples.OneStop, competent: Place, revision: revision);
        dossier.Accept(Samples.Officer(), null, Samples.Morning);
        dossier.TakeEvents();
        await portal.Data.AddAsync(dossier);
        return dossier.Number;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TwoNodes_ShareEachDossierOutOnce_AndEvenly(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, examiner, other) = await PeopleAsync(portal);
        var numbers = await StoreManyAsync(portal, 6);
        await using var node = portal.NewNode();

        var results = await Task.WhenAll(
            Desk(portal.Services).DoAsync(me, new BulkOrder(BulkAct.Share, numbers), Cancel),
            Desk(node).DoAsync(me, new BulkOrder(BulkAct.Share, [.. numbers.Reverse()]), Cancel)
        );

        Assert.Equal(6, results.SelectMany(r => r).Count(i => i.Refusal is null));
        Assert.Equal(6, await GivenAsync(portal));
        var holders = await HoldersAsync(portal, numbers);
        Assert.Equal((3, 3), (holders.Count(h => h == examiner), holders.Count(h => h == other)));
    }

    private static BulkDesk Desk(IServiceProvider node) => node.GetRequiredService<BulkDesk>();

    private static async Task<(Guid Me, Guid Examiner, Guid Other)> PeopleAsync(SeededPortal portal)
    {
        var (me, examiner, other) = (
            await portal.UserAsync(Cast.IntakeOfficer),
            await portal.UserAsync(Cast.CaseOfficer),
            await portal.UserAsync(Cast.Approver)
        );
        var role = await portal.Data.Database.ReadAsync(
            db => db.Roles.Where(r => r.Name == Roles.CaseOfficer).Select(r => r.Id).SingleAsync(Cancel),
            Cancel
        );
        var leading = await portal.Data.Database.ReadAsync(
            db => db.Roles.Where(r => r.Name == Roles.Approver).Select(r => r.Id).SingleAsync(Cancel),
            Cancel
        );
        await portal.Data.AddAsync(new IdentityUserRole<Guid> { UserId = other, RoleId = role });
        await portal.Data.AddAsync(new IdentityUserRole<Guid> { UserId = me, RoleId = leading });
        foreach (var person in new[] { me, examiner, other })
        {
            await portal.Data.AddAsync(new OfficerPosting { UserId = person, AgencyId = Place });
        }

        return (me, examiner, other);
    }

    private static async Task<string[]> StoreManyAsync(SeededPortal portal, int count)
    {
        var numbers = new List<string>();
        for (var i = 0; i < count; i++)
        {
            numbers.Add(await StoreAsync(portal, 10 + i));
        }

        return [.. numbers];
    }

    private static async Task<string> StoreAsync(SeededPortal portal, int running, Action<Dossier>? act = null)
    {
        var dossier = Samples.Dossier(running, unit: Place, receiving: Place, competent: Place);
        dossier.Accept(Samples.Officer(), null, Samples.Morning);
        act?.Invoke(dossier);
        dossier.TakeEvents();
        await portal.Data.AddAsync(dossier);
        return dossier.Number;
    }

    private static async Task<Guid?[]> HoldersAsync(SeededPortal portal, string[] numbers)
    {
        var found = await portal.Data.Database.ReadAsync(
            db => db.Dossiers.Where(d => numbers.Contains(d.Number)).ToDictionaryAsync(d => d.Number, d => d.AssigneeId, Cancel),
            Cancel
        );
        return [.. numbers.Select(n => found[n])];
    }

    private static Task<int> GivenAsync(SeededPortal portal) =>
        portal.Data.Database.ReadAsync(db => db.AuditEvents.CountAsync(e => e.Kind == "AssignedAutomatically", Cancel), Cancel);
}
