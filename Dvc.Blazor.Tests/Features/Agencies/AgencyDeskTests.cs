using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Agencies;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Features.Tracking;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Agencies;

/// <summary>Units are merged, split, renamed and closed with everything that hangs on them.</summary>
public sealed class AgencyDeskTests
{
    private const string One = "cp-x-23986";
    private static readonly MergeAgencies Merger = new(
        [One, "cp-x-23987"],
        null,
        new NewAgency("xa-hop-nhat", "UBND xã Hợp Nhất", AgencyKind.Commune, "gl-h-639")
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Merge_TakesDossiersOfficersAndDraftsAlong(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var merger = await MergerAsync(portal);
        var (running, closed) = (Dossier(801), Dossier(802));
        closed.Refuse(Samples.Officer(), "x", Samples.Morning);
        await portal.Data.AddAsync(running, closed);
        var draft = (await portal.CompleteDraftAsync(await portal.UserAsync(Cast.Citizen))).Id;
        await portal.Data.Database.WriteAsync(
            db => db.Drafts.Where(d => d.Id == draft).ExecuteUpdateAsync(d => d.SetProperty(x => x.UnitId, One), Cancel),
            Cancel
        );

        var plan = await Desk(portal).PlanAsync(admin, merger, null, Cancel);
        var view = (await portal.Services.GetRequiredService<UnitPlanQuery>().RunAsync(admin, plan, Cancel))!;
        Assert.Null(view.Fault);
        Assert.True(view.Effect.Running > 0 && view.Effect.Archive > 0 && view.Effect.Officers > 0);
        Assert.Equal(One, (await StoredAsync(portal, running)).UnitId);

        var done = await Desk(portal).ConfirmAsync(admin, plan, Cancel);

        Assert.Equal((false, view.Effect.Running), (done.IsScheduled, done.Moved));
        var (moved, kept) = (await StoredAsync(portal, running), await StoredAsync(portal, closed));
        Assert.Equal(("xa-hop-nhat", "xa-hop-nhat"), (moved.UnitId, moved.CompetentAgencyId));
        Assert.Equal((running.Number, One), (moved.Number, moved.FiledAt.UnitId));
        Assert.Equal(One, kept.UnitId);
        Assert.Equal(1, view.Effect.Drafts);
        Assert.Equal(
            "xa-hop-nhat",
            await portal.Data.Database.ReadAsync(
                db => db.Drafts.Where(d => d.Id == draft).Select(d => d.UnitId).SingleAsync(Cancel),
                Cancel
            )
        );
        Assert.Contains(moved.Steps, s => s.Note is { } note && note.Contains("UBND xã Hợp Nhất", StringComparison.Ordinal));
        Assert.Empty(await portal.Services.GetRequiredService<ChainReader>().RunAsync(null, Cancel));
        Assert.Equal(1, (await OutboxAsync(portal)).Count(m => m.Contains(running.Number, StringComparison.Ordinal)));

        // Twice is once, and there is nothing left to move.
        Assert.Equal(0, (await Desk(portal).ConfirmAsync(admin, plan, Cancel)).Moved);
        var officer = await OfficerAsync(portal, Cast.IntakeOfficer);
        Assert.Contains(officer.Postings, p => p.AgencyId == "xa-hop-nhat");
        var seen = await portal.Data.Database.ReadAsync(db => db.Dossiers.For(officer).Select(d => d.Number).ToListAsync(Cancel), Cancel);
        Assert.Contains(running.Number, seen);
        Assert.Contains(closed.Number, seen);
        var events = await portal.Data.Database.ReadAsync(db => db.OfficeEvents.Select(e => e.Kind).ToListAsync(Cancel), Cancel);
        Assert.Equal([OfficeEventKind.UnitsMerged], events);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Merge_OldUnitStillFindsTheDossier_AndProceduresGoOn(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var (running, closed) = (Dossier(803), Dossier(804));
        closed.Refuse(Samples.Officer(), "x", Samples.Morning);
        await portal.Data.AddAsync(running, closed);
        var procedure = await portal.Data.Database.ReadAsync(
            db =>
                db.Set<Dvc.Blazor.Domain.Procedures.ProcedureAssignment>()
                    .Where(a => a.CompetentId == "gl-h-639")
                    .Select(a => a.ProcedureCode)
                    .FirstAsync(Cancel),
            Cancel
        );
        var units = portal.Services.GetRequiredService<Units>();
        Assert.Contains(await units.ServingAsync(procedure, Cancel), s => s.Unit.Id == "gl-h-639");

        await DoAsync(portal, admin, await MergerAsync(portal));
        await DoAsync(
            portal,
            admin,
            new MergeAgencies(["gl-h-639", "cp-thanh-tra"], null, new NewAgency(null, "x", AgencyKind.District, "gl-old")),
            "Units.IntoItself"
        );
        var neighbour = await NeighbourAsync(portal, "gl-h-639");
        await DoAsync(portal, admin, new MergeAgencies(["gl-h-639"], neighbour, null));

        Assert.Contains(await units.ServingAsync(procedure, Cancel), s => s.Competent.Id == neighbour);
        var tracking = Tracking(portal);
        foreach (var number in new[] { running.Number, closed.Number })
        {
            Assert.NotNull(await tracking.RunAsync(number, null, One, Cancel));
            Assert.NotNull(await tracking.RunAsync(number, null, "xa-hop-nhat", Cancel));
            Assert.Null(await tracking.RunAsync(number, null, "cp-mot-cua", Cancel));
        }

        Assert.Contains(await tracking.UnitsAsync(Cancel), u => u.Id == One);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Split_SendsTheSectorToItsPart(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var (stays, goes) = (Dossier(805, "chung-thuc"), Dossier(806, "ho-tich"));
        await portal.Data.AddAsync(stays, goes);

        await DoAsync(
            portal,
            admin,
            new SplitAgency(
                One,
                [
                    new NewAgency("xa-mot", "UBND xã Một", AgencyKind.Commune, "gl-h-639"),
                    new NewAgency("xa-hai", "UBND xã Hai", AgencyKind.Commune, "gl-h-639"),
                ],
                new Dictionary<string, int> { ["ho-tich"] = 1 }
            )
        );

        Assert.Equal("xa-mot", (await StoredAsync(portal, stays)).UnitId);
        Assert.Equal("xa-hai", (await StoredAsync(portal, goes)).UnitId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task FutureDay_Waits_AndIsCarriedOutOnItsDay(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        // The unit was valid until 30 June by the shipped data.
        await portal.Data.Database.WriteAsync(
            db => db.Agencies.Where(a => a.Id == "gl-old").ExecuteUpdateAsync(a => a.SetProperty(x => x.ValidTo, (DateOnly?)null), Cancel),
            Cancel
        );
        var day = new DateOnly(2025, 7, 5);
        var done = await Desk(portal).DoAsync(admin, new RenameAgency("gl-old", "UBND tỉnh Mới"), day, Cancel);
        Assert.True(done.IsScheduled);

        Assert.Equal(0, await Desk(portal).CarryOutDueAsync(Cancel));
        await using var later = portal.NewNode(services => services.Configure<PortalOptions>(p => p.AgenciesAsOf = day));
        Assert.Equal(1, await later.GetRequiredService<AgencyDesk>().CarryOutDueAsync(Cancel));
        Assert.Equal(0, await later.GetRequiredService<AgencyDesk>().CarryOutDueAsync(Cancel));

        var unit = await portal.Data.Database.ReadAsync(db => db.Agencies.SingleAsync(a => a.Id == "gl-old", Cancel), Cancel);
        Assert.Equal("UBND tỉnh Mới", unit.Name);
        var former = Assert.Single(await portal.Data.Database.ReadAsync(db => db.AgencyFormerNames.ToListAsync(Cancel), Cancel));
        Assert.Equal(day.AddDays(-1), former.Until);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Close_IsForUnitsWithoutBusiness(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        await DoAsync(portal, admin, new AddAgencies([new NewAgency("phong-moi", "Phòng Mới", AgencyKind.Division, "gl-h-639")]));

        Assert.Equal("Units.InUse", await RuleOfAsync(() => Desk(portal).PlanAsync(admin, new CloseAgency("cp-mot-cua"), null, Cancel)));
        Assert.Equal("Units.HasParts", await RuleOfAsync(() => Desk(portal).PlanAsync(admin, new CloseAgency("gl-h-639"), null, Cancel)));
        await DoAsync(portal, admin, new CloseAgency("phong-moi"));

        Assert.Equal(
            "Units.NotLiving",
            await RuleOfAsync(() => Desk(portal).PlanAsync(admin, new RenameAgency("phong-moi", "X"), null, Cancel))
        );
        Assert.Equal(
            "Units.DayWrong",
            await RuleOfAsync(() => Desk(portal).PlanAsync(admin, new CloseAgency("cp-y-te"), new DateOnly(2025, 1, 1), Cancel))
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task UnitAdministrator_ChangesDepartmentsWithinTheUnitOnly(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (admin, keeper) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        await portal.Services.GetRequiredService<PeopleDesk>().SetRolesAsync(admin, keeper, [Roles.UnitAdministrator], Cancel);

        await Desk(portal)
            .DoAsync(keeper, new AddAgencies([new NewAgency(null, "Phòng Mới", AgencyKind.Division, "gl-h-639")]), null, Cancel);
        await Desk(portal).DoAsync(keeper, new RenameAgency("cp-y-te", "Phòng Y tế cơ sở"), null, Cancel);
        await Desk(portal).DoAsync(keeper, new MergeAgencies(["cp-y-te"], "cp-tu-phap", null), null, Cancel);

        AgencyChange[] others =
        [
            new RenameAgency("gl-h-639", "X"),
            new RenameAgency(One, "X"),
            new AddAgencies([new NewAgency(null, "Xã Mới", AgencyKind.Commune, "gl-h-639")]),
            new AddAgencies([new NewAgency(null, "Phòng Mới", AgencyKind.Division, "gl-old")]),
            new MergeAgencies([One], "gl-h-639", null),
        ];
        foreach (var change in others)
        {
            Assert.Equal("Units.NotYours", await RuleOfAsync(() => Desk(portal).PlanAsync(keeper, change, null, Cancel)));
        }

        var citizen = await portal.UserAsync(Cast.Citizen);
        Assert.Equal("Units.NotFound", await RuleOfAsync(() => Desk(portal).PlanAsync(citizen, others[0], null, Cancel)));
        Assert.Null(await portal.Services.GetRequiredService<AgencyListQuery>().RunAsync(citizen, null, false, Cancel));
        Assert.Null(await portal.Services.GetRequiredService<UnitQuery>().RunAsync(keeper, "gl-old", Cancel));
        Assert.Equal(
            "Units.PlanGone",
            await RuleOfAsync(async () =>
                await Desk(portal).ConfirmAsync(keeper, await Desk(portal).PlanAsync(admin, others[0], null, Cancel), Cancel)
            )
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TwoAdministrators_TheLaterConfirmationIsRefused(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (one, two) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        await portal.Services.GetRequiredService<PeopleDesk>().SetRolesAsync(one, two, [Roles.SystemAdministrator], Cancel);
        var first = await Desk(portal).PlanAsync(one, new MergeAgencies(["cp-y-te"], "cp-tu-phap", null), null, Cancel);
        var second = await Desk(portal).PlanAsync(two, new MergeAgencies(["cp-y-te"], "cp-noi-vu", null), null, Cancel);
        await using var other = portal.NewNode();

        string?[] refusals = await Task.WhenAll(
            RuleOfAsync(() => Desk(portal).ConfirmAsync(one, first, Cancel)),
            RuleOfAsync(() => other.GetRequiredService<AgencyDesk>().ConfirmAsync(two, second, Cancel))
        );

        Assert.Equal("Units.NotLiving", Assert.Single(refusals.OfType<string>()));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task File_IsTriedLineByLine_AndTheSecondTimeChangesNothing(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var import = portal.Services.GetRequiredService<AgencyImport>();
        const string file = """
            khoa;ten;loai;cap-tren;ma-ho-so;ma-dinh-danh
            xa-a;"UBND xã A; mới";xa;gl-h-639;H21.801;
            ;Bộ phận Một cửa A;mot-cua;xa-a;;
            cp-y-te;Phòng Y tế huyện;phong;gl-h-639;;
            """;

        var faulty = await import.TryAsync(admin, file + "\nxa-a;Xã B;xa;gl-h-639\n;Xã C;lang;gl-h-639\n;Xã D;xa;khong-co\n", Cancel);
        Assert.Null(faulty.Change);
        Assert.Equal(["Dòng 5", "Dòng 6", "Dòng 7"], faulty.Faults.Select(f => f[..6]));

        var bare = await import.TryAsync(admin, "xa-b,Xã B,lang,gl-h-639", Cancel);
        Assert.StartsWith("Dòng 1:", Assert.Single(bare.Faults), StringComparison.Ordinal);

        var read = await import.TryAsync(admin, file, Cancel);
        Assert.Equal((2, 1), (read.Change!.Units.Count, read.Change.Renamed.Count));
        await Desk(portal).DoAsync(admin, read.Change, null, Cancel);
        var again = await import.TryAsync(admin, file, Cancel);

        Assert.Equal((null, 3, 0), (again.Change, again.Unchanged, again.Faults.Count));
        var made = await portal.Data.Database.ReadAsync(db => db.Agencies.SingleAsync(a => a.Id == "xa-a", Cancel), Cancel);
        Assert.Equal(("UBND xã A; mới", "H21.801"), (made.Name, made.NumberPrefix));
        var officer = await portal.UserAsync(Cast.Approver);
        Assert.Equal("Units.NotFound", await RuleOfAsync(() => import.TryAsync(officer, file, Cancel)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Sectors_AreAddedAndRenamed_NeverTwice(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (admin, officer) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        var desk = portal.Services.GetRequiredService<SectorDesk>();

        await desk.AddAsync(admin, "Chuyển đổi số", Cancel);
        Assert.Equal("Units.SectorTaken", await RuleOfAsync(() => desk.AddAsync(admin, "chuyen doi so", Cancel)));
        await desk.RenameAsync(admin, "chuyen-doi-so", "Chuyển đổi số và dữ liệu", Cancel);
        Assert.Equal("Units.SectorGone", await RuleOfAsync(() => desk.RenameAsync(admin, "khong-co", "X", Cancel)));
        Assert.Equal("Units.SectorNameWrong", await RuleOfAsync(() => desk.AddAsync(admin, " ", Cancel)));
        Assert.Equal("Units.NotFound", await RuleOfAsync(() => desk.AddAsync(officer, "X", Cancel)));

        Assert.Contains((await desk.ListAsync(admin, Cancel))!, s => s is { Code: "chuyen-doi-so", Name: "Chuyển đổi số và dữ liệu" });
        Assert.Null(await desk.ListAsync(officer, Cancel));
    }

    private static AgencyDesk Desk(SeededPortal portal) => portal.Services.GetRequiredService<AgencyDesk>();

    private static TrackingQuery Tracking(SeededPortal portal) =>
        portal
            .NewNode(services => services.AddSingleton<TrackingQuery>().AddSingleton<Dvc.Blazor.Infrastructure.LiveUpdates.LiveTickets>())
            .GetRequiredService<TrackingQuery>();

    private static async Task<MergeAgencies> MergerAsync(SeededPortal portal) =>
        Merger with
        {
            From = [One, await NeighbourAsync(portal, One)],
        };

    private static async Task<string> NeighbourAsync(SeededPortal portal, string id)
    {
        var units = await portal.Data.Database.ReadAsync(db => db.Agencies.OrderBy(a => a.Order).ToListAsync(Cancel), Cancel);
        var unit = units.Single(a => a.Id == id);
        return units.First(a => a.Id != id && a.ParentId == unit.ParentId && a.Kind == unit.Kind && a.IsValidOn(new(2025, 6, 30))).Id;
    }

    private static async Task DoAsync(SeededPortal portal, Guid by, AgencyChange change, string? rule = null) =>
        Assert.Equal(rule, await RuleOfAsync(() => Desk(portal).DoAsync(by, change, null, Cancel)));

    private static Dossier Dossier(int running, string sector = "ho-tich") =>
        Samples.Dossier(running, unit: One, receiving: One, competent: One, sector: sector);

    private static Task<Dossier> StoredAsync(SeededPortal portal, Dossier dossier) =>
        portal.Data.Database.ReadAsync(
            db => db.Dossiers.Include(d => d.Steps).Include(d => d.UnitMoves).AsSplitQuery().SingleAsync(d => d.Id == dossier.Id, Cancel),
            Cancel
        );

    private static Task<List<string>> OutboxAsync(SeededPortal portal) =>
        portal.Data.Database.ReadAsync(
            db => db.Outbox.Where(m => m.Kind == nameof(DossierUnitsChanged)).Select(m => m.Payload).ToListAsync(Cancel),
            Cancel
        );

    private static async Task<Officer> OfficerAsync(SeededPortal portal, string email)
    {
        var id = await portal.UserAsync(email);
        var officers = portal.Services.GetRequiredService<Officers>();
        return (await portal.Data.Database.ReadAsync(db => officers.FindAsync(db, id, Cancel), Cancel))!;
    }

    private static async Task<string?> RuleOfAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RuleViolationException refusal)
        {
            return refusal.Rule;
        }
    }
}
