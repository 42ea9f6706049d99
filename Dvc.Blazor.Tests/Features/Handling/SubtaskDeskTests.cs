using System.Text.Json.Nodes;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Deadlines;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Features.MyDossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>Parts of the work, linked procedures and results handed over at once, through the desks and on both databases.</summary>
public sealed class SubtaskDeskTests
{
    private const string Commune = "cp-x-23942";
    private const string Finance = "cp-tckh";

    // Birth registration: the citizen ticks which other procedures go with it.
    private const string Birth = "1.001193";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Part_IsFoundTakenAndAnsweredWhereItWasGiven_AndNowhereElse(DatabaseProvider provider)
    {
        await using var desk = await InProgressAsync(provider);
        await desk.PostAsync(Cast.IntakeOfficer, Commune);
        await GiveAsync(desk, new SubtaskOrder(Commune, "Xác minh nơi cư trú", 2), new SubtaskOrder(Finance, "Đối chiếu thuế", 2));

        // The commune sees the dossier among what waits for it, its own part, and nothing to decide.
        var (there, view) = (await desk.IdAsync(Cast.IntakeOfficer), await desk.ViewAsync(Cast.IntakeOfficer));
        Assert.True(view!.Me.IsAskedOnly);
        Assert.Empty(view.Offered);
        var part = Assert.Single(view.Subtasks);
        Assert.True(part is { IsForMe: true, IsMyLead: false });
        Assert.Equal(["0/2"], await MineAsync(desk, there));
        Assert.Equal([Commune, Finance], (await desk.ViewAsync(Cast.CaseOfficer))!.Subtasks.Select(s => s.Subtask.AgencyId));

        await desk.Work.TakeSubtaskAsync(there, part.Subtask.Id, Cancel);
        await desk.Work.EndSubtaskAsync(there, part.Subtask.Id, isDone: true, "Có cư trú.", "XN-12", Cancel);

        var answered = (await desk.ViewAsync(Cast.CaseOfficer))!.Subtasks[0];
        Assert.Equal(
            ("Có cư trú.", "XN-12", SubtaskState.Done),
            (answered.Subtask.Answer, answered.Subtask.ResultNumber, answered.Subtask.State)
        );
        Assert.Empty(await MineAsync(desk, there));
        var foreign = (await desk.ViewAsync(Cast.CaseOfficer))!.Subtasks[1].Subtask.Id;
        Assert.Equal("Subtask.NotOpen", await RefusedAsync(() => desk.Work.TakeSubtaskAsync(there, foreign, Cancel)));
        Assert.Equal(
            "Subtask.StillOpen",
            await desk.RefusedAsync(Cast.CaseOfficer, DossierAct.SubmitForApproval, d => d with { Reason = "Đủ." })
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Part_IsChangedAndWithdrawnByWhoeverLeads_AndThenNotSeenThereAnyMore(DatabaseProvider provider)
    {
        await using var desk = await InProgressAsync(provider);
        await desk.PostAsync(Cast.IntakeOfficer, Commune);
        await GiveAsync(desk, new SubtaskOrder(Commune, "Xác minh nơi cư trú", 2));
        var (lead, number) = (await desk.IdAsync(Cast.CaseOfficer), desk.Dossier.Number);
        var part = (await desk.ViewAsync(Cast.CaseOfficer))!.Subtasks.Single();
        var there = await desk.IdAsync(Cast.IntakeOfficer);

        Assert.True(part is { IsForMe: false, IsMyLead: true });
        Assert.Equal(
            "Dossier.NotFound",
            await RefusedAsync(() => desk.Work.WithdrawSubtaskAsync(there, number, part.Subtask.Id, "Thôi.", Cancel))
        );
        await desk.Work.ChangeSubtaskAsync(lead, number, part.Subtask.Id, new SubtaskChange("Xác minh thêm", 4, "Có tranh chấp."), Cancel);
        var changed = (await desk.ViewAsync(Cast.IntakeOfficer))!.Subtasks.Single().Subtask;
        Assert.Equal(("Xác minh thêm", true), (changed.Content, changed.DueAt > part.Subtask.DueAt));
        await desk.Work.WithdrawSubtaskAsync(lead, number, part.Subtask.Id, "Không cần nữa.", Cancel);

        Assert.Null(await desk.ViewAsync(Cast.IntakeOfficer));
        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.SubmitForApproval, d => d with { Reason = "Đủ." });
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Part_Overdue_StandsOnTheDeadlinePage_AndIsToldOnceToReceiverAndHead(DatabaseProvider provider)
    {
        await using var desk = await InProgressAsync(provider);
        await desk.PostAsync(Cast.IntakeOfficer, Commune);
        await desk.PostAsync(Cast.Approver, Samples.OneStop);
        await GiveAsync(desk, new SubtaskOrder(Commune, "Xác minh nơi cư trú", 1));
        var (receiver, head) = (await desk.IdAsync(Cast.IntakeOfficer), await desk.IdAsync(Cast.Approver));
        await WatchAsync(desk);
        Assert.Empty(await ToldAsync(desk));

        desk.Pass(TimeSpan.FromDays(3));
        await WatchAsync(desk);
        await WatchAsync(desk);

        Assert.Equal(new[] { receiver, head }.Order(), (await ToldAsync(desk)).Order());
        var board = await desk.Services.GetRequiredService<DeadlineQuery>().RunAsync(receiver, Cancel);
        var row = Assert.Single(board!.Subtasks);
        Assert.Equal((desk.Dossier.Number, "Xác minh nơi cư trú"), (row.Number, row.What));
        Assert.True(row.DueAt < desk.Now);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task LinkedProcedure_BeginsAllPartsThatWereAskedFor_InTheActThatHandsItOn(DatabaseProvider provider)
    {
        await using var desk = await OneDossier.CreateAsync(provider, Birth, Link, """{"lt_thuong_tru":true}""");
        await desk.BringToAsync(DossierStatus.Accepted, 1);

        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.Forward, d => d with { To = new ForwardTarget("cp-tu-phap") });

        var parts = await desk
            .Services.GetRequiredService<DvcDatabase>()
            .ReadAsync(db => db.Subtasks.Where(s => s.DossierId == desk.Dossier.Id).OrderBy(s => s.Ordinal).ToListAsync(Cancel), Cancel);
        // Health insurance was not asked for; what goes to the commune wants a receipt, what stays in the district does not.
        Assert.Equal(
            [("Đăng ký thường trú", Commune, true), ("Mở hồ sơ hộ", Finance, false), ("Báo cấp trên", "cp-tu-phap", false)],
            parts.Select(p => (p.LinkedProcedure!, p.AgencyId, p.NeedsReceipt))
        );
        Assert.All(parts, p => Assert.Equal("cp-tu-phap", p.LeadAgencyId));
        Assert.True(parts[1].DueAt > parts[0].DueAt);
        await desk.PostAsync(Cast.CaseOfficer, Commune);
        var there = await desk.IdAsync(Cast.CaseOfficer);
        Assert.Equal(
            "Subtask.NotReceived",
            await RefusedAsync(() => desk.Work.EndSubtaskAsync(there, parts[0].Id, true, "Xong.", null, Cancel))
        );
        await desk.Work.TakeSubtaskAsync(there, parts[0].Id, Cancel);
        var received = (await desk.ViewAsync(Cast.IntakeOfficer))!.Subtasks[0].Subtask;
        Assert.Equal(("Y Phương", desk.Now), (received.TakenBy, received.TakenAt!.Value));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task ResultAtOnce_ClosesInOneAct_AndOpensTheSlipToTheOfficerOnlyWhenAskedFor(DatabaseProvider provider)
    {
        await using var desk = await OneDossier.CreateAsync(provider, CertifiedCopy.Code);
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.Accept);
        var how = new ResultReturnDetails(ResultDelivery.OneStop, "Rơ Châm H’Yên") { ResultNumber = "12/TL-HT", WithSlip = true };
        var slips = ActivatorUtilities.CreateInstance<HelpedReceiptQuery>(desk.Services);
        var officer = await desk.IdAsync(Cast.IntakeOfficer);

        Assert.Contains(DossierAct.ReturnAtOnce, (await desk.ViewAsync(Cast.IntakeOfficer))!.Offered);
        Assert.Equal(
            "Dossier.NotYourAct",
            await desk.RefusedAsync(Cast.CaseOfficer, DossierAct.ReturnAtOnce, d => d with { Return = how })
        );
        Assert.Null(await slips.IdOfAsync(officer, desk.Dossier.Number, Cancel));
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.ReturnAtOnce, d => d with { Return = how });

        Assert.Equal((DossierStatus.ResultReturned, true), (desk.Dossier.Status, desk.Dossier.IsClosed));
        Assert.Equal(desk.Dossier.CompletedAt, desk.Dossier.ReturnedAt);
        Assert.Equal("12/TL-HT", (await desk.ViewAsync(Cast.IntakeOfficer))!.Dossier.Returns.Single().ResultNumber);
        Assert.Equal(desk.Dossier.Id, await slips.IdOfAsync(officer, desk.Dossier.Number, Cancel));
        Assert.Null(await slips.IdOfAsync(await desk.IdAsync(Cast.CaseOfficer), desk.Dossier.Number, Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task ResultAtOnce_OfAProcedureWithDays_IsNeitherOfferedNorDone(DatabaseProvider provider)
    {
        await using var desk = await OneDossier.CreateAsync(provider, "1.012784");
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.Accept);
        var how = new ResultReturnDetails(ResultDelivery.OneStop, "Rơ Châm H’Yên") { ResultNumber = "12" };

        Assert.DoesNotContain(DossierAct.ReturnAtOnce, (await desk.ViewAsync(Cast.IntakeOfficer))!.Offered);
        Assert.Equal(
            "Result.NotSameDay",
            await desk.RefusedAsync(Cast.IntakeOfficer, DossierAct.ReturnAtOnce, d => d with { Return = how })
        );
    }

    private static void Link(JsonObject definition) =>
        definition["linked"] = JsonNode.Parse(
            $$"""
            [
              { "procedure": "Đăng ký thường trú", "agency": "{{Commune}}", "content": "Đăng ký thường trú cho trẻ", "working_days": 2,
                "when": { "field": "lt_thuong_tru", "op": "eq", "value": true } },
              { "procedure": "Cấp thẻ BHYT", "agency": "gl-old", "content": "Cấp thẻ BHYT", "working_days": 2,
                "when": { "field": "lt_bhyt", "op": "eq", "value": true } },
              { "procedure": "Mở hồ sơ hộ", "agency": "{{Finance}}", "content": "Mở hồ sơ hộ", "working_days": 3.5 },
              { "procedure": "Báo cấp trên", "agency": "khong-con", "content": "Báo cấp trên", "working_days": 1 }
            ]
            """
        );

    private static async Task<OneDossier> InProgressAsync(DatabaseProvider provider)
    {
        var desk = await OneDossier.CreateAsync(provider, "1.012784");
        await desk.BringToAsync(DossierStatus.InProgress, 1);
        await desk.PostAsync(Cast.CaseOfficer, "cp-tu-phap");
        return desk;
    }

    private static Task GiveAsync(OneDossier desk, params SubtaskOrder[] orders) =>
        desk.DoneAsync(Cast.CaseOfficer, DossierAct.GiveSubtasks, d => d with { Subtasks = orders });

    // What waits for the officer, as the column says it; the figure on the queue agrees.
    private static async Task<IEnumerable<string>> MineAsync(OneDossier desk, Guid officer)
    {
        var board = (
            await desk.Services.GetRequiredService<BoardQuery>().RunAsync(officer, new BoardFilter { Queue = BoardQueue.MineKey }, Cancel)
        )!;
        Assert.Equal(board.Total, board.Counts[BoardQueue.MineKey]);
        return board.Rows.Select(r => BoardColumn.Parts(r).Split(' ')[0]);
    }

    private static Task<int> WatchAsync(OneDossier desk) =>
        ActivatorUtilities
            .CreateInstance<DeadlineWatch>(desk.Services, ActivatorUtilities.CreateInstance<DeadlineActs>(desk.Services))
            .RunAsync(Cancel);

    private static async Task<List<Guid>> ToldAsync(OneDossier desk)
    {
        var messages = await desk
            .Services.GetRequiredService<DvcDatabase>()
            .ReadAsync(
                db => db.Outbox.Where(m => m.Kind == nameof(DeadlineNoticed) && m.DossierId == desk.Dossier.Id).ToListAsync(Cancel),
                Cancel
            );
        return
        [
            .. messages
                .Select(m => System.Text.Json.JsonSerializer.Deserialize<DeadlineNoticed>(m.Payload)!)
                .Where(m => m.Mark == DeadlineMark.SubtaskOverdue)
                .Select(m => m.OfficerId),
        ];
    }

    private static async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<RuleViolationException>(act)).Rule;
}
