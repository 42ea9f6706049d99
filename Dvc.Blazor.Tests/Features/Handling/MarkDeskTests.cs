using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Features.Notifying;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>Labels, flags and mentions: whose they are, who hears of them, and how the board shows them.</summary>
public sealed class MarkDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Label_IsMadeOnce_ForTheUnit_AndStandsInTheTrail(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var (officer, colleague) = (await rig.PostAsync(Cast.IntakeOfficer), await rig.PostAsync(Cast.CaseOfficer));
        var dossiers = new[] { await FileAsync(rig, 1), await FileAsync(rig, 2) };

        await Task.WhenAll(
            Desk(rig).LabelAsync(officer, dossiers[0].Number, "  Chờ  đo đạc ", LabelColour.Amber, Cancel),
            Desk(rig).LabelAsync(colleague, dossiers[1].Number, "chờ đo đạc", LabelColour.Red, Cancel)
        );

        var label = Assert.Single(await Desk(rig).LabelsAsync(officer, Cancel));
        Assert.Equal(NotificationRig.Unit, label.AgencyId);
        var seen = (await rig.Portal.Services.GetRequiredService<DossierQuery>().RunAsync(officer, dossiers[1].Number, Cancel))!;
        Assert.Equal([label.Id], seen.Labels.Select(l => l.Id));
        await Desk(rig).UnlabelAsync(officer, dossiers[1].Number, label.Id, Cancel);
        Assert.Equal(["Labelled", "Unlabelled"], await TrailAsync(rig, dossiers[1]));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            Desk(rig).LabelAsync(officer, dossiers[0].Number, new string('a', DossierLabel.MaxLength + 1), LabelColour.Grey, Cancel)
        );
        Assert.Equal("Label.Words", refused.Rule);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Flag_NeedsAReason_AndIsTakenOff(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var officer = await rig.PostAsync(Cast.IntakeOfficer);
        var dossier = await FileAsync(rig, 1);

        await Assert.ThrowsAsync<RuleViolationException>(() => Desk(rig).FlagAsync(officer, dossier.Number, FlagKind.Urgent, " ", Cancel));
        await Desk(rig).FlagAsync(officer, dossier.Number, FlagKind.Urgent, "Cần cho phiên tòa.", Cancel);
        var twice = await Assert.ThrowsAsync<RuleViolationException>(() =>
            Desk(rig).FlagAsync(officer, dossier.Number, FlagKind.Urgent, "Lại.", Cancel)
        );
        var flagged = (await rig.Portal.Services.GetRequiredService<DossierQuery>().RunAsync(officer, dossier.Number, Cancel))!;
        await Desk(rig).UnflagAsync(officer, dossier.Number, FlagKind.Urgent, Cancel);

        Assert.Equal("Flag.ThereAlready", twice.Rule);
        Assert.Equal("Cần cho phiên tòa.", Assert.Single(flagged.Dossier.Flags).Reason);
        Assert.Equal(["Flagged", "Unflagged"], await TrailAsync(rig, dossier));
        Assert.DoesNotContain("phiên tòa", await DataAsync(rig, dossier), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Marks_OfADossierElsewhere_AreNotForTheOfficer(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var elsewhere = await rig.PostAsync(Cast.CaseOfficer, "cp-x-23986");
        var dossier = await FileAsync(rig, 1);

        foreach (
            var act in new Func<Task>[]
            {
                () => Desk(rig).LabelAsync(elsewhere, dossier.Number, "Nhãn", LabelColour.Grey, Cancel),
                () => Desk(rig).FlagAsync(elsewhere, dossier.Number, FlagKind.Urgent, "Vì.", Cancel),
                () => Desk(rig).UnflagAsync(elsewhere, dossier.Number, FlagKind.Urgent, Cancel),
                () => Desk(rig).UnlabelAsync(elsewhere, dossier.Number, Guid.NewGuid(), Cancel),
            }
        )
        {
            Assert.Equal("Dossier.NotFound", (await Assert.ThrowsAsync<RuleViolationException>(act)).Rule);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Mention_IsToldToTheColleague_AndRefusedForAnOutsider(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var (officer, colleague) = (await rig.PostAsync(Cast.IntakeOfficer), await rig.PostAsync(Cast.CaseOfficer));
        var outsider = await rig.PostAsync(Cast.Approver, "cp-x-23986");
        var dossier = await FileAsync(rig, 1);
        var work = rig.Portal.Services.GetRequiredService<WorkDesk>();

        foreach (var stranger in new[] { outsider, await rig.Portal.UserAsync(Cast.Citizen), Guid.NewGuid() })
        {
            var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
                work.NoteAsync(officer, dossier.Number, "Xem giúp.", null, Cancel, [colleague, stranger])
            );
            Assert.Equal("Note.NotAColleagueHere", refused.Rule);
        }

        await work.NoteAsync(officer, dossier.Number, "Xem giúp.", null, Cancel, [colleague, officer, colleague]);
        await rig.TellAsync();

        Assert.Equal([NotificationKind.Mentioned], await rig.ToldAsync(colleague, dossier));
        Assert.Empty(await rig.ToldAsync(officer, dossier));
        Assert.Empty(await rig.ToldAsync(outsider, dossier));
        Assert.Equal(Cast.CaseOfficer, Assert.Single(rig.Mails).ToAddress);
        Assert.DoesNotContain("Xem giúp", rig.Mails[0].Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Board_ShowsAndFiltersMarks_WithAsManyStatementsForManyRowsAsForOne(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var officer = await rig.PostAsync(Cast.IntakeOfficer);
        var sql = new SqlLog();
        var board = rig.Portal.NewNode(sql.AddTo).GetRequiredService<BoardQuery>();
        var dossiers = new List<Dossier>();
        for (var i = 1; i <= 5; i++)
        {
            dossiers.Add(await FileAsync(rig, i));
            await Desk(rig).LabelAsync(officer, dossiers[^1].Number, i < 3 ? "Đo đạc" : "Thuế", LabelColour.Blue, Cancel);
        }

        await Desk(rig).FlagAsync(officer, dossiers[4].Number, FlagKind.Attention, "Khiếu nại.", Cancel);
        var label = (await board.LabelsAsync(officer, Cancel)).Single(l => l.Text == "Đo đạc");
        await board.RunAsync(officer, new BoardFilter(), Cancel);

        var (two, ofTwo) = await CountedAsync(new BoardFilter(Label: label.Id));
        var (one, ofOne) = await CountedAsync(new BoardFilter(Flag: FlagKind.Attention));
        var (all, ofAll) = await CountedAsync(new BoardFilter());

        Assert.Equal([dossiers[0].Id, dossiers[1].Id], two.Rows.Select(r => r.Id).OrderBy(id => dossiers.FindIndex(d => d.Id == id)));
        Assert.All(two.Rows, r => Assert.Equal([label], r.Labels));
        Assert.Equal((dossiers[4].Id, FlagKind.Attention), (one.Rows.Single().Id, one.Rows.Single().Flags.Single()));
        Assert.Equal(5, all.Rows.Count);
        Assert.Equal((ofOne, ofOne), (ofTwo, ofAll));
        Assert.Equal(new BoardFilter(Label: label.Id), BoardFilter.Of(null, null, null, null, null, null, null, null, label.Id.ToString()));
        Assert.Empty((await board.RunAsync(officer, new BoardFilter(Label: Guid.NewGuid()), Cancel))!.Rows);

        async Task<(Board Board, int Commands)> CountedAsync(BoardFilter filter)
        {
            sql.Clear();
            var read = (await board.RunAsync(officer, filter, Cancel))!;
            return (read, sql.Commands.Count);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Label_IsRenamedAndDeletedByWhoLeadsTheUnitOnly(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var (officer, leader) = (await rig.PostAsync(Cast.IntakeOfficer), await rig.PostAsync(Cast.Approver));
        var dossier = await FileAsync(rig, 1);
        await Desk(rig).LabelAsync(officer, dossier.Number, "Đo đạc", LabelColour.Blue, Cancel);
        await Desk(rig).LabelAsync(officer, dossier.Number, "Thuế", LabelColour.Red, Cancel);
        var (measured, tax) = await Desk(rig).ManagedAsync(leader, Cancel) is [var a, var b]
            ? (a, b)
            : throw new InvalidOperationException();

        Assert.Equal(("Đo đạc", 1), (measured.Label.Text, measured.Dossiers));
        Assert.Empty(await Desk(rig).ManagedAsync(officer, Cancel));
        Assert.Equal("Label.NotYours", await RefusedAsync(Desk(rig).RenameAsync(officer, measured.Label.Id, "x", Cancel)));
        Assert.Equal("Label.NotYours", await RefusedAsync(Desk(rig).DeleteAsync(officer, measured.Label.Id, Cancel)));
        Assert.Equal("Label.Exists", await RefusedAsync(Desk(rig).RenameAsync(leader, measured.Label.Id, " thue", Cancel)));
        await Desk(rig).RenameAsync(leader, measured.Label.Id, "Chờ đo", Cancel);
        await Desk(rig).DeleteAsync(leader, tax.Label.Id, Cancel);

        var seen = (await rig.Portal.Services.GetRequiredService<DossierQuery>().RunAsync(officer, dossier.Number, Cancel))!;
        Assert.Equal(["Chờ đo"], seen.Labels.Select(l => l.Text));
        Assert.Equal(["Chờ đo"], (await Desk(rig).LabelsAsync(officer, Cancel)).Select(l => l.Text));

        static async Task<string> RefusedAsync(Task act) => (await Assert.ThrowsAsync<RuleViolationException>(() => act)).Rule;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Label_MadeRenamedAndDeleted_StandsInTheTrailOfItsUnit_OnceEach(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var (officer, leader) = (await rig.PostAsync(Cast.IntakeOfficer), await rig.PostAsync(Cast.Approver));
        var dossier = await FileAsync(rig, 1);
        await Desk(rig).LabelAsync(officer, dossier.Number, "Đo đạc", LabelColour.Blue, Cancel);
        // Known already, so nothing is made.
        await Desk(rig).LabelAsync(officer, dossier.Number, "đo đạc", LabelColour.Red, Cancel);
        var label = (await Desk(rig).LabelsAsync(officer, Cancel)).Single();
        await Assert.ThrowsAsync<RuleViolationException>(() => Desk(rig).RenameAsync(officer, label.Id, "x", Cancel));
        await Desk(rig).RenameAsync(leader, label.Id, "Chờ đo", Cancel);
        await Desk(rig).DeleteAsync(leader, label.Id, Cancel);

        var trail = await rig.Data.Database.ReadAsync(db => db.OfficeEvents.OrderBy(e => e.Number).ToListAsync(Cancel), Cancel);
        Assert.Equal(
            [(OfficeEventKind.LabelCreated, officer), (OfficeEventKind.LabelRenamed, leader), (OfficeEventKind.LabelDeleted, leader)],
            trail.Select(e => (e.Kind, e.ActorId!.Value))
        );
        Assert.All(trail, e => Assert.Equal(NotificationRig.Unit, e.AgencyId));
        var renamed = System.Text.Json.JsonDocument.Parse(trail[1].Data).RootElement;
        Assert.Equal(("Đo đạc", "Chờ đo"), (renamed.GetProperty("before").GetString(), renamed.GetProperty("text").GetString()));
        Assert.Equal(1, System.Text.Json.JsonDocument.Parse(trail[2].Data).RootElement.GetProperty("dossiers").GetInt32());
        await Assert.ThrowsAnyAsync<Exception>(() =>
            rig.Data.Database.WriteAsync(db => db.OfficeEvents.ExecuteDeleteAsync(Cancel), Cancel)
        );
    }

    private static MarkDesk Desk(NotificationRig rig) => rig.Portal.Services.GetRequiredService<MarkDesk>();

    private static async Task<Dossier> FileAsync(NotificationRig rig, int running) =>
        await rig.FileAsync(running, await rig.Portal.UserAsync(Cast.Citizen));

    private static Task<List<string>> TrailAsync(NotificationRig rig, Dossier dossier) =>
        rig.Data.Database.ReadAsync(
            db =>
                db.AuditEvents.Where(e => e.DossierId == dossier.Id && e.Kind != "Submitted")
                    .OrderBy(e => e.Index)
                    .Select(e => e.Kind)
                    .ToListAsync(Cancel),
            Cancel
        );

    private static async Task<string> DataAsync(NotificationRig rig, Dossier dossier) =>
        string.Concat(
            await rig.Data.Database.ReadAsync(
                db => db.AuditEvents.Where(e => e.DossierId == dossier.Id).Select(e => e.Data).ToListAsync(Cancel),
                Cancel
            )
        );
}
