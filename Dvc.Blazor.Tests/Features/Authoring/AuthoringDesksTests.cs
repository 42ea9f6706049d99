using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Features.Authoring;
using Dvc.Blazor.Features.Catalogue;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Authoring;

public sealed class AuthoringDesksTests
{
    private const string Code = CertifiedCopy.Code;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task DraftToPublication_NewDraftsOfCitizensUseIt_OldOnesStay_OnEveryNode(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (admin, citizen) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Citizen));
        var other = portal.NewNode();
        var begun = await portal.Drafts.OpenAsync(citizen, Code, Cancel);
        var (drafts, publishing) = Desks(portal);

        await drafts.BeginAsync(admin, Code, null, Cancel);
        var draft = (await drafts.FindAsync(admin, Code, Cancel))!;
        var content = new AddField(new FieldHome("su_kien"), 0, FieldKind.Text, "Ghi chú thêm").Apply(draft.Content, draft.Published);
        var first = await drafts.SaveAsync(admin, Code, draft.Edits, content, Cancel);
        content = new ChangeDescription("Tên mới", content.Field, content.Level, "Bản sao").Apply(content, draft.Published);
        var edits = await drafts.SaveAsync(admin, Code, first, content, Cancel);
        await publishing.PublishAsync(admin, Code, edits, Cancel);

        Assert.Null(await drafts.FindAsync(admin, Code, Cancel));
        var officer = await portal.UserAsync(Cast.Organisation);
        var fresh = await other.GetRequiredService<Dvc.Blazor.Features.Submission.DraftDesk>().OpenAsync(officer, Code, Cancel);
        Assert.NotNull(fresh.Revision.Form.Find("ghi_chu_them"));
        Assert.Equal(2, fresh.Revision.Number);
        Assert.Equal(1, (await portal.Drafts.FindAsync(citizen, Code, Cancel))!.Revision.Number);
        Assert.Equal(begun.Id, (await portal.Drafts.OpenAsync(citizen, Code, Cancel)).Id);
        var view = (await View(portal, admin))!;
        Assert.Equal("Tên mới", view.Procedure.Name);
        Assert.Equal([2, 1], view.Revisions.Select(r => r.Number));
        Assert.Equal([ProcedureAct.Published, ProcedureAct.DraftChanged, ProcedureAct.DraftBegun], view.Events.Select(e => e.Act));
        Assert.Equal([1, 2, 1], view.Events.Select(e => e.Times));
        Assert.All(view.Events, e => Assert.NotNull(e.By));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Save_OnAnOlderState_IsRefused_AndNothingIsLost(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var (drafts, publishing) = Desks(portal);
        await drafts.BeginAsync(admin, Code, null, Cancel);
        var draft = (await drafts.FindAsync(admin, Code, Cancel))!;

        await drafts.SaveAsync(admin, Code, draft.Edits, draft.Content with { Name = "Của người thứ nhất" }, Cancel);

        Assert.Equal(
            "Revision.ChangedMeanwhile",
            await RuleOfAsync(() => drafts.SaveAsync(admin, Code, draft.Edits, draft.Content with { Name = "Của người thứ hai" }, Cancel))
        );
        Assert.Equal("Revision.ChangedMeanwhile", await RuleOfAsync(() => publishing.PublishAsync(admin, Code, draft.Edits, Cancel)));
        Assert.Equal("Của người thứ nhất", (await drafts.FindAsync(admin, Code, Cancel))!.Content.Name);
        Assert.Equal("Authoring.DraftIsOpen", await RuleOfAsync(() => drafts.BeginAsync(admin, Code, 1, Cancel)));
    }

    [Fact]
    public async Task TwoNodes_SavingAtOnce_OneWins()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.PostgreSql);
        var admin = await portal.UserAsync(Cast.Administrator);
        var (drafts, _) = Desks(portal);
        await drafts.BeginAsync(admin, Code, null, Cancel);
        var draft = (await drafts.FindAsync(admin, Code, Cancel))!;
        AuthorDraftDesk[] nodes = [drafts, portal.NewNode().GetRequiredService<AuthorDraftDesk>()];

        var outcomes = await Task.WhenAll(
            nodes.Select(
                async (node, i) =>
                {
                    try
                    {
                        await node.SaveAsync(admin, Code, draft.Edits, draft.Content with { Name = $"Nút {i}" }, Cancel);
                        return true;
                    }
                    catch (Exception e) when (e is RuleViolationException or DbUpdateConcurrencyException)
                    {
                        return false;
                    }
                }
            )
        );

        Assert.Single(outcomes, won => won);
        Assert.Equal(draft.Edits + 1, (await drafts.FindAsync(admin, Code, Cancel))!.Edits);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Publish_WithFaults_IsRefused(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var (drafts, publishing) = Desks(portal);
        await drafts.BeginAsync(admin, Code, null, Cancel);
        var draft = (await drafts.FindAsync(admin, Code, Cancel))!;
        var broken = new DeleteField("loai_su_kien").Apply(draft.Content, draft.Published) with { ApprovalLevels = 99 };
        var edits = await drafts.SaveAsync(admin, Code, draft.Edits, broken, Cancel);

        Assert.Equal("Authoring.HasFaults", await RuleOfAsync(() => publishing.PublishAsync(admin, Code, edits, Cancel)));
        Assert.Equal("Authoring.HasFaults", await RuleOfAsync(() => publishing.ScheduleAsync(admin, Code, edits, Soon(portal), Cancel)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Schedule_PublishesWhenItsTimeHasCome_NotBefore_AndLocksTheDraft(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var (drafts, publishing) = Desks(portal);
        await drafts.BeginAsync(admin, Code, null, Cancel);
        var draft = (await drafts.FindAsync(admin, Code, Cancel))!;
        var past = portal.Data.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1);
        Assert.Equal("Revision.NotToCome", await RuleOfAsync(() => publishing.ScheduleAsync(admin, Code, draft.Edits, past, Cancel)));
        await publishing.ScheduleAsync(admin, Code, draft.Edits, Soon(portal), Cancel);

        Assert.Equal("Revision.Scheduled", await RuleOfAsync(() => drafts.SaveAsync(admin, Code, draft.Edits + 1, draft.Content, Cancel)));
        Assert.Equal(0, await publishing.PublishDueAsync(Cancel));
        portal.Data.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await publishing.PublishDueAsync(Cancel));
        Assert.Equal(0, await publishing.PublishDueAsync(Cancel));

        var view = (await View(portal, admin))!;
        Assert.True(view.Revisions[0] is { Number: 2, IsPublished: true, IsCurrent: true, By: not null });
    }

    [Fact]
    public async Task Schedule_OfSomebodyWhoIsNoAdministratorAnyMore_FailsAndLeavesTheDraft()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (admin, second) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        var people = portal.Services.GetRequiredService<Dvc.Blazor.Features.People.PeopleDesk>();
        await people.SetRolesAsync(admin, second, [Roles.SystemAdministrator], Cancel);
        var (drafts, publishing) = Desks(portal);
        await drafts.BeginAsync(second, Code, null, Cancel);
        await publishing.ScheduleAsync(second, Code, 0, Soon(portal), Cancel);
        await people.SetRolesAsync(admin, second, [Roles.Approver], Cancel);

        portal.Data.Clock.Advance(TimeSpan.FromHours(2));
        await publishing.PublishDueAsync(Cancel);

        var view = (await View(portal, admin))!;
        Assert.True(view.Draft is { PublishAt: null });
        Assert.Equal(ProcedureAct.ScheduleFailed, view.Events[0].Act);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Restore_MakesADraftWithTheOldContent_AndThePublishedOneIsUntouchable(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var (drafts, publishing) = Desks(portal);
        await drafts.BeginAsync(admin, Code, null, Cancel);
        var draft = (await drafts.FindAsync(admin, Code, Cancel))!;
        var edits = await drafts.SaveAsync(admin, Code, draft.Edits, draft.Content with { Name = "Khác" }, Cancel);
        await publishing.PublishAsync(admin, Code, edits, Cancel);

        await drafts.BeginAsync(admin, Code, 1, Cancel);

        var restored = (await drafts.FindAsync(admin, Code, Cancel))!;
        Assert.Equal((3, ProcedureContent.Write(draft.Content)), (restored.Number, ProcedureContent.Write(restored.Content)));
        Assert.Equal(1, (await View(portal, admin))!.Draft!.BasedOn);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            db.Database.ExecuteSqlAsync($"UPDATE \"Revisions\" SET \"Content\" = 'x' WHERE \"PublishedAt\" IS NOT NULL", Cancel)
        );
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            db.Database.ExecuteSqlAsync($"DELETE FROM \"ProcedureEvents\"", Cancel)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task UnitAdministrator_ActsOnlyWithinTheUnit(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (admin, unit) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.IntakeOfficer));
        var people = portal.Services.GetRequiredService<Dvc.Blazor.Features.People.PeopleDesk>();
        await people.SetRolesAsync(admin, unit, [Roles.UnitAdministrator], Cancel);
        await people.PostAsync(admin, unit, Samples.District, null, null, null, Cancel);
        var desk = portal.Services.GetRequiredService<ProcedureDesk>();
        var sector = (await View(portal, admin))!.Procedure.SectorCode;

        await desk.CreateAsync(unit, new NewProcedure("9.000001", "Của huyện", sector, Samples.District), Cancel);

        Assert.Equal(
            "Authoring.NotYourUnit",
            await RuleOfAsync(() => desk.CreateAsync(unit, new NewProcedure("9.000002", "Của mọi xã", sector, null), Cancel))
        );
        Assert.Equal("Authoring.NotFound", await RuleOfAsync(() => Desks(portal).Drafts.BeginAsync(unit, Code, null, Cancel)));
        Assert.Null(await View(portal, unit));
        var citizen = await portal.UserAsync(Cast.Citizen);
        Assert.Equal("Authoring.NotFound", await RuleOfAsync(() => desk.CloseAsync(citizen, "9.000001", "x", null, Cancel)));
        var list = await List(portal).RunAsync(unit, new AuthoringFilter("cua huyen", null, ProcedureState.New, true, 1), Cancel);
        Assert.Equal(["9.000001"], list.Rows.Select(r => r.Code));
        Assert.Equal(1, list.Rows[0].DraftNumber);
        Assert.Equal(
            "Authoring.CodeTaken",
            await RuleOfAsync(() => desk.CreateAsync(unit, new NewProcedure("9.000001", "Lại", sector, Samples.District), Cancel))
        );
        Assert.Equal(
            "Authoring.BadCode",
            await RuleOfAsync(() => desk.CreateAsync(unit, new NewProcedure("../a", "Lại", sector, Samples.District), Cancel))
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Close_EndsNewDossiers_TellsWhatReplacesIt_AndReopens(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (admin, citizen) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Citizen));
        var desk = portal.Services.GetRequiredService<ProcedureDesk>();

        Assert.Equal("Authoring.NoticeMissing", await RuleOfAsync(() => desk.CloseAsync(admin, Code, " ", null, Cancel)));
        Assert.Equal("Authoring.NoReplacement", await RuleOfAsync(() => desk.CloseAsync(admin, Code, "Đã thay.", "9.999999", Cancel)));
        await desk.CloseAsync(admin, Code, "Đã thay bằng thủ tục khác.", "1.001193", Cancel);

        Assert.Equal("Procedure.NotOnline", await RuleOfAsync(() => portal.Drafts.OpenAsync(citizen, Code, Cancel)));
        var page = (
            await new ProcedureQuery(
                portal.Data.Database,
                portal.Services.GetRequiredService<Units>(),
                portal.Services.GetRequiredService<Revisions>()
            ).RunAsync(Code, Cancel)
        )!;
        Assert.Equal(("Đã thay bằng thủ tục khác.", "1.001193", false), (page.ClosingNotice, page.ReplacedByCode, page.IsOnline));
        await desk.ReopenAsync(admin, Code, Cancel);
        await portal.Drafts.OpenAsync(citizen, Code, Cancel);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Package_BecomesADraftOfTheSameProcedure_OrANewOne(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var desk = portal.Services.GetRequiredService<ProcedureDesk>();
        var query = portal.Services.GetRequiredService<AuthoringQuery>();
        var content = (await query.ContentAsync(admin, Code, 1, Cancel))!;

        Assert.Equal(Code, await desk.ImportAsync(admin, ProcedurePackage.Write(content with { Name = "Từ gói" }, 1), Cancel));
        Assert.Equal("Từ gói", (await Desks(portal).Drafts.FindAsync(admin, Code, Cancel))!.Content.Name);
        Assert.Equal("Authoring.DraftIsOpen", await RuleOfAsync(() => desk.ImportAsync(admin, ProcedurePackage.Write(content, 1), Cancel)));
        Assert.Equal("9.000077", await desk.ImportAsync(admin, ProcedurePackage.Write(content with { Code = "9.000077" }, 1), Cancel));
        Assert.Equal("Authoring.PackageHasFaults", await RuleOfAsync(() => desk.ImportAsync(admin, "{}", Cancel)));

        await desk.CloneAsync(admin, Code, "9.000078", "Bản sao", Cancel);
        var clone = (await Desks(portal).Drafts.FindAsync(admin, "9.000078", Cancel))!;
        Assert.Equal("Bản sao", clone.Content.Name);
        Assert.Equal(content.Components.Count, clone.Content.Components.Count);
    }

    [Fact]
    public async Task List_FindsWithoutAccents_AndTurnsPages()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var admin = await portal.UserAsync(Cast.Administrator);
        var list = List(portal);

        var all = await list.RunAsync(admin, new AuthoringFilter(null, null, null, false, 99), Cancel);
        var found = await list.RunAsync(admin, new AuthoringFilter("TRICH luc ho tich", null, ProcedureState.Open, false, 1), Cancel);

        Assert.Equal((33, 2, 2, 13), (all.Found, all.Page, all.Pages, all.Rows.Count));
        Assert.Contains(found.Rows, row => row.Code == Code);
        Assert.Empty(
            (await list.RunAsync(await portal.UserAsync(Cast.Citizen), new AuthoringFilter(null, null, null, false, 1), Cancel)).Rows
        );
    }

    private static (AuthorDraftDesk Drafts, PublishingDesk Publishing) Desks(SeededPortal portal) =>
        (portal.Services.GetRequiredService<AuthorDraftDesk>(), portal.Services.GetRequiredService<PublishingDesk>());

    private static AuthoringListQuery List(SeededPortal portal) => portal.Services.GetRequiredService<AuthoringListQuery>();

    private static Task<AuthoringView?> View(SeededPortal portal, Guid by) =>
        portal.Services.GetRequiredService<AuthoringQuery>().RunAsync(by, Code, Cancel);

    private static DateTime Soon(SeededPortal portal) => portal.Data.Clock.GetUtcNow().UtcDateTime.AddHours(1);

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
