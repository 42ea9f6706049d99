using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
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
        await portal.Data.AddAsync(new IdentityUserRole<Guid> { UserId = other, RoleId = role });
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
