using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

public sealed class BulkDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Claim_EachForItself_TheRefusedKeepNothingBack(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var held = await StoreAsync(portal, 2, d => d.Claim(Samples.Officer("Y Phương"), Samples.Morning));
        var order = new BulkOrder(
            BulkAct.Claim,
            [
                (await StoreAsync(portal, 1)).Number,
                held.Number,
                (await StoreAsync(portal, 3, elsewhere: true)).Number,
                (await StoreAsync(portal, 4)).Number,
            ]
        );
        var desk = portal.Services.GetRequiredService<BulkDesk>();

        var tried = await desk.TryAsync(me, order, Cancel);
        var untouched = await HoldersAsync(portal, order);
        var done = await desk.DoAsync(me, order, Cancel);

        string?[] expected = [null, "Dossier.HeldBySomebody", "Dossier.NotFound", null];
        Assert.Equal(expected, tried.Select(i => i.Refusal?.Rule));
        Assert.Equal([null, "Y Phương", null, null], untouched);
        Assert.Equal(expected, done.Select(i => i.Refusal?.Rule));
        var name = await NameAsync(portal, me);
        Assert.Equal([name, "Y Phương", null, name], await HoldersAsync(portal, order));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Accept_StartsEachClock_AndRefusesWhatIsAcceptedAlready(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var accepted = await StoreAsync(portal, 1, d => d.Accept(Samples.Officer(), null, Samples.Morning));
        var filed = await StoreAsync(portal, 2);
        var desk = portal.Services.GetRequiredService<BulkDesk>();

        var done = await desk.DoAsync(me, new BulkOrder(BulkAct.Accept, [accepted.Number, filed.Number]), Cancel);
        var forwarded = await desk.DoAsync(me, new BulkOrder(BulkAct.Forward, [filed.Number]), Cancel);

        Assert.Equal(["Dossier.NotNow", null], done.Select(i => i.Refusal?.Rule));
        Assert.Null(Assert.Single(forwarded).Refusal);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var now = await db.Dossiers.SingleAsync(d => d.Number == filed.Number, Cancel);
        Assert.Equal((DossierStatus.InProgress, "cp-tu-phap"), (now.Status, now.ProcessingAgencyId));
        Assert.NotNull(now.DueAt);
        Assert.Equal(1, await db.Outbox.CountAsync(m => m.DossierId == filed.Id && m.Kind == nameof(DossierAccepted), Cancel));
    }

    [Fact]
    public async Task Assign_ToSomebodyWhoDoesNotSeeTheDossier_IsRefused()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var dossier = await StoreAsync(portal, 1);
        var desk = portal.Services.GetRequiredService<BulkDesk>();
        var colleagues = await portal.Services.GetRequiredService<Colleagues>().AroundAsync(me, Cancel);

        var outsider = await desk.DoAsync(
            me,
            new BulkOrder(BulkAct.Assign, [dossier.Number], await portal.UserAsync(Cast.Citizen)),
            Cancel
        );
        var colleague = await desk.DoAsync(me, new BulkOrder(BulkAct.Assign, [dossier.Number], me), Cancel);

        Assert.Contains(colleagues, c => c.Id == me);
        Assert.Equal("Dossier.NotAnOfficerHere", Assert.Single(outsider).Refusal?.Rule);
        Assert.Null(Assert.Single(colleague).Refusal);
    }

    [Fact]
    public async Task Acts_OfSomebodyWithoutTheRole_AreRefused()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var dossier = await StoreAsync(portal, 1);
        var desk = portal.Services.GetRequiredService<BulkDesk>();

        var leader = await desk.DoAsync(
            await portal.UserAsync("lanhdao@dvc.local"),
            new BulkOrder(BulkAct.Accept, [dossier.Number]),
            Cancel
        );
        var citizen = await desk.DoAsync(await portal.UserAsync(Cast.Citizen), new BulkOrder(BulkAct.Claim, [dossier.Number]), Cancel);

        Assert.Equal("Dossier.NotYourAct", Assert.Single(leader).Refusal?.Rule);
        Assert.Equal("Dossier.NotFound", Assert.Single(citizen).Refusal?.Rule);
    }

    [Fact]
    public async Task MoreThanAHundred_AreRefusedAsAWhole()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var order = new BulkOrder(BulkAct.Claim, [.. Enumerable.Range(1, BulkDesk.MaxItems + 1).Select(n => $"H21.65-250602-{n:0000}")]);

        var violation = await Assert.ThrowsAsync<RuleViolationException>(() =>
            portal.Services.GetRequiredService<BulkDesk>().DoAsync(me, order, Cancel)
        );

        Assert.Equal("Board.TooMany", violation.Rule);
    }

    private static async Task<Dossier> StoreAsync(SeededPortal portal, int running, Action<Dossier>? act = null, bool elsewhere = false)
    {
        var revision = await portal.Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == CertifiedCopy.Code).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        var unit = elsewhere ? "cp-x-23971" : Samples.District;
        var dossier = Samples.Dossier(running + 700, unit: unit, receiving: unit, handling: "cp-tu-phap", revision: revision);
        act?.Invoke(dossier);
        dossier.TakeEvents();
        await portal.Data.AddAsync(dossier);
        return dossier;
    }

    private static Task<List<string?>> HoldersAsync(SeededPortal portal, BulkOrder order) =>
        portal.Data.Database.ReadAsync(
            async db =>
            {
                var known = await db
                    .Dossiers.Where(d => order.Numbers.Contains(d.Number))
                    .ToDictionaryAsync(d => d.Number, d => d.AssigneeName, Cancel);
                return order.Numbers.Select(n => known[n]).ToList();
            },
            Cancel
        );

    private static Task<string> NameAsync(SeededPortal portal, Guid id) =>
        portal.Data.Database.ReadAsync(db => db.Users.Where(u => u.Id == id).Select(u => u.FullName).SingleAsync(Cancel), Cancel);
}
