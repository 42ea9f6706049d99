using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;
using Dvc.Blazor.Tests.Infrastructure.Mail;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>The ways of a dossier through the desks of its officers, on both databases.</summary>
public sealed class HandlingDeskTests
{
    private const string Division = "cp-tu-phap";
    private const string Elsewhere = "cp-x-23942";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Supplement_AskedAnsweredAndTaken_LeavesOldAndNewReadable(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.Accepted);
        var ask = new SupplementDemand("", [new(SupplementKind.Field, "nop_ho_ten", "Thiếu chữ đệm.")], desk.Now.AddDays(20));

        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.RequestSupplement, d => d with { Supplement = ask });
        Assert.Equal((DossierStatus.AwaitingSupplement, true), (desk.Dossier.Status, desk.Dossier.IsClockStopped));
        await desk.ApplicantAsync(
            (dossier, by) =>
                dossier.AnswerSupplement(
                    by,
                    new SupplementAnswer(
                        """{"nop_ho_ten":"Rơ Châm H’Yên"}""",
                        new string('1', 64),
                        new Dictionary<string, string?> { ["nop_ho_ten"] = "\"Rơ Châm\"" },
                        new Dictionary<string, string?> { ["nop_ho_ten"] = "\"Rơ Châm H’Yên\"" },
                        []
                    ),
                    desk.Now
                )
        );
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.TakeSupplement);

        var view = await desk.ViewAsync(Cast.IntakeOfficer);
        Assert.Equal((DossierStatus.Accepted, false), (view!.Dossier.Status, view.Dossier.IsClockStopped));
        var item = Assert.Single(Assert.Single(view.Dossier.Supplements).Items);
        Assert.Equal(("\"Rơ Châm\"", "\"Rơ Châm H’Yên\""), (item.Before, item.After));
        Assert.Equal(
            "Supplement.WhyAgainMissing",
            await desk.RefusedAsync(Cast.IntakeOfficer, DossierAct.RequestSupplement, d => d with { Supplement = ask })
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Payment_AskedProvedAndConfirmed_LetsTheDossierGoOn(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.InProgress);
        var demand = new PaymentDemand("Lệ phí", 120_000, desk.Now.AddDays(10));

        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.RequestPayment, d => d with { Payment = demand });
        await desk.ApplicantAsync(
            (dossier, by) =>
                dossier.SendPaymentProof(by, new PaperFile(new string('b', 64), "bien-lai.jpg", 900, "image/jpeg", 1, null), desk.Now)
        );
        Assert.Equal("bien-lai.jpg", (await desk.ViewAsync(Cast.IntakeOfficer))!.Obligation!.Proof!.File.FileName);
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.ConfirmPayment, d => d with { Reason = "BL-001" });

        var view = await desk.ViewAsync(Cast.IntakeOfficer);
        Assert.Equal((DossierStatus.InProgress, null), (view!.Dossier.Status, view.Obligation));
        Assert.Equal("BL-001", view.Dossier.Obligations.Single().ReceiptNumber);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Withdrawal_DeclinedThenGranted_EndsTheDossier(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.InProgress);

        await desk.ApplicantAsync((dossier, by) => dossier.RequestWithdrawal(by, "Đổi ý.", desk.Now));
        Assert.Equal("Dossier.ReasonMissing", await desk.RefusedAsync(Cast.IntakeOfficer, DossierAct.DeclineWithdrawal));
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.DeclineWithdrawal, d => d with { Reason = "Đã có kết quả." });
        Assert.Equal((DossierStatus.InProgress, false), (desk.Dossier.Status, desk.Dossier.IsClockStopped));
        await desk.ApplicantAsync((dossier, by) => dossier.RequestWithdrawal(by, "Vẫn muốn rút.", desk.Now));
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.GrantWithdrawal);

        Assert.True(desk.Dossier.IsClosed);
        Assert.Empty((await desk.ViewAsync(Cast.IntakeOfficer))!.Offered);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Opinion_Confidential_IsReadWhereItWasAskedAndNowhereElse(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.InProgress);
        await desk.PostAsync(Cast.CaseOfficer, Division);
        await desk.PostAsync(Cast.Approver, Elsewhere);
        var question = new OpinionQuestion(Elsewhere, "Có tranh chấp không?", desk.Now.AddDays(3), IsConfidential: true);

        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.AskOpinion, d => d with { Opinion = question });
        // The asked officer reads the dossier, decides nothing, and answers.
        var asked = await desk.ViewAsync(Cast.Approver);
        Assert.True(asked!.Me.IsAskedOnly);
        Assert.Empty(asked.Offered);
        Assert.Empty(asked.Dossier.Notes);
        var opinion = Assert.Single(asked.Opinions);
        Assert.True(opinion.IsForMe);
        Assert.False((await desk.ViewAsync(Cast.CaseOfficer))!.Opinions.Single().IsForMe);
        await desk.Work.AnswerOpinionAsync(await desk.IdAsync(Cast.Approver), opinion.Request.Id, true, "Không có.", Cancel);

        Assert.Equal("Không có.", (await desk.ViewAsync(Cast.CaseOfficer))!.Opinions.Single().Answer);
        var hidden = (await desk.ViewAsync(Cast.IntakeOfficer))!.Opinions.Single();
        Assert.Equal((null, true), (hidden.Answer, hidden.IsHidden));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Opinion_TakenBack_IsNoLongerWaitedForNorReadable(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.InProgress);
        await desk.PostAsync(Cast.Approver, Elsewhere);
        var question = new OpinionQuestion(Elsewhere, "Có tranh chấp không?", desk.Now.AddDays(3), IsConfidential: false);
        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.AskOpinion, d => d with { Opinion = question });
        var request = (await desk.ViewAsync(Cast.CaseOfficer))!.Opinions.Single().Request.Id;

        var refused = await Assert.ThrowsAsync<RuleViolationException>(async () =>
            await desk.Work.WithdrawOpinionAsync(await desk.IdAsync(Cast.IntakeOfficer), desk.Dossier.Number, request, Cancel)
        );
        Assert.Equal("Dossier.NotYourAct", refused.Rule);
        await desk.Work.WithdrawOpinionAsync(await desk.IdAsync(Cast.CaseOfficer), desk.Dossier.Number, request, Cancel);

        Assert.Null(await desk.ViewAsync(Cast.Approver));
        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.SubmitForApproval, d => d with { Reason = "Đủ điều kiện." });
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Approval_InTwoLevels_WantsTwoLeaders(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.InProgress, levels: 2);

        await desk.DoneAsync(
            Cast.CaseOfficer,
            DossierAct.SubmitForApproval,
            d => d with { Reason = "Đủ điều kiện.", Result = ResultKind.Granted }
        );
        await desk.DoneAsync(Cast.Approver, DossierAct.Approve);
        Assert.Equal((DossierStatus.InProgress, 2), (desk.Dossier.Status, desk.Dossier.ApprovalLevel));

        Assert.Equal("Approval.SamePerson", await desk.RefusedAsync(Cast.Approver, DossierAct.Approve));
        await desk.DoneAsync(Cast.Approver, DossierAct.SendBack, d => d with { Reason = "Bổ sung căn cứ." });
        Assert.Equal(0, desk.Dossier.ApprovalLevel);
        Assert.Equal("Bổ sung căn cứ.", (await desk.ViewAsync(Cast.CaseOfficer))!.Dossier.Approvals[^1].Words);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Extension_MovesTheDateOnce(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.InProgress, procedure: "1.012784");
        var before = await desk.ViewAsync(Cast.Approver);
        var shown = await desk.Decisions.DueIfExtendedAsync(before!.Dossier, 2, Cancel);

        Assert.Equal(
            "Deadline.ExtensionUnits",
            await desk.RefusedAsync(Cast.Approver, DossierAct.Extend, d => d with { Reason = "Chờ xác minh.", Extension = 0 })
        );
        await desk.DoneAsync(Cast.Approver, DossierAct.Extend, d => d with { Reason = "Chờ xác minh.", Extension = 2 });
        Assert.Equal(shown!.DueAt, desk.Dossier.DueAt);
        Assert.Equal(
            "Dossier.NotNow",
            await desk.RefusedAsync(Cast.Approver, DossierAct.Extend, d => d with { Reason = "Nữa.", Extension = 1 })
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Forward_IsTakenBackByWhoForwarded_UntilSomebodyOpensIt(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.Accepted);
        var examiner = await desk.IdAsync(Cast.CaseOfficer);
        Task<string> SendAsync(ForwardTarget to) => desk.RefusedAsync(Cast.IntakeOfficer, DossierAct.Forward, d => d with { To = to });

        Assert.Equal("Dossier.NoSuchPlace", await SendAsync(new ForwardTarget("khong-co")));
        Assert.Equal("Dossier.NotAnOfficerHere", await SendAsync(new ForwardTarget(Division, examiner)));
        await desk.PostAsync(Cast.CaseOfficer, Division);
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.Forward, d => d with { To = new ForwardTarget(Division, examiner, "Ai đó") });
        // The name is the officer's own, whatever the screen said.
        Assert.Equal("Y Phương", desk.Dossier.AssigneeName);
        // A colleague at the one-stop department who looks has not received it.
        await desk.PostAsync(Cast.Approver, Samples.OneStop);
        await desk.Work.OpenAsync(await desk.IdAsync(Cast.Approver), desk.Dossier.Number, Cancel);
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.TakeBack);
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.Forward, d => d with { To = new ForwardTarget(Division) });
        await desk.Work.OpenAsync(examiner, desk.Dossier.Number, Cancel);

        Assert.Equal("Dossier.NotNow", await desk.RefusedAsync(Cast.IntakeOfficer, DossierAct.TakeBack));
        Assert.Equal("Y Phương", (await desk.ViewAsync(Cast.IntakeOfficer))!.Dossier.Handovers[^1].OpenedBy);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Apology_IsDraftedSubmittedApprovedAndSent_AndKeepsItsDates(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.InProgress, procedure: "1.012784");
        Decision About(Decision d, string? words = null) => d with { Letter = OfficeLetterKind.Apology, Reason = words, Extension = 2 };
        var before = desk.Dossier.DueAt;

        Assert.Equal("Dossier.NotYourAct", await desk.RefusedAsync(Cast.CaseOfficer, DossierAct.Extend, d => About(d, "Chờ xác minh.")));
        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.DraftLetter, d => About(d, "Chờ xác minh."));
        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.SubmitLetter, d => About(d));
        Assert.Equal("Dossier.NotYourAct", await desk.RefusedAsync(Cast.CaseOfficer, DossierAct.ApproveLetter, d => About(d)));
        await desk.DoneAsync(Cast.Approver, DossierAct.ApproveLetter, d => About(d));
        Assert.Equal("Letter.ChangedSinceApproval", await desk.RefusedAsync(Cast.CaseOfficer, DossierAct.Extend, d => About(d, "Khác.")));
        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.Extend, d => About(d, "Chờ xác minh."));

        var promised = desk.Dossier.DueAt;
        await desk.DoneAsync(
            Cast.CaseOfficer,
            DossierAct.RequestPayment,
            d => d with { Payment = new PaymentDemand("Thuế", 1, desk.Now.AddDays(20)) }
        );
        desk.Pass(TimeSpan.FromDays(14));
        await desk.DoneAsync(Cast.CaseOfficer, DossierAct.ConfirmPayment);
        Assert.True(desk.Dossier.DueAt > promised);
        var letter = await ActivatorUtilities
            .CreateInstance<OfficeLetterQuery>(desk.Services, MailRig.Links, new StandingPortal(new PortalOptions().ToIdentity()))
            .NewestAsync(desk.Dossier.Id, OfficeLetterKind.Apology, Cancel);
        Assert.Equal((before, promised, "Lê Minh Đức"), (letter!.DueBefore, letter.DueNow, letter.SignedBy));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Result_IsHandedOver_OnceTheOriginalsAreCompared(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.Completed);
        await desk.GiveAsync("GT-UYQUYEN");
        var how = new ResultReturnDetails(ResultDelivery.OneStop, "Rơ Châm H’Yên");
        var intake = await desk.IdAsync(Cast.IntakeOfficer);

        Assert.Equal(
            "Result.OriginalsOpen",
            await desk.RefusedAsync(Cast.IntakeOfficer, DossierAct.ReturnResult, d => d with { Return = how })
        );
        await desk.Work.CheckOriginalAsync(intake, desk.Dossier.Number, "GT-UYQUYEN", OriginalVerdict.NotShown, "Người nộp ở xa.", Cancel);
        await desk.Work.CheckOriginalAsync(intake, desk.Dossier.Number, "GT-UYQUYEN", OriginalVerdict.Matches, null, Cancel);
        await desk.DoneAsync(Cast.IntakeOfficer, DossierAct.ReturnResult, d => d with { Return = how });

        var view = await desk.ViewAsync(Cast.IntakeOfficer);
        Assert.Equal("Rơ Châm H’Yên", Assert.Single(view!.Dossier.Returns).Collector);
        Assert.Equal(OriginalVerdict.Matches, Assert.Single(view.Dossier.Originals).Verdict);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Work_IsGivenToThoseOfThePlaces_AndReadWordsCountAsRead(DatabaseProvider provider)
    {
        await using var desk = await DeskAsync(provider, DossierStatus.Submitted);
        var intake = await desk.IdAsync(Cast.IntakeOfficer);
        var people = await desk.Services.GetRequiredService<Colleagues>().OfAsync(intake, desk.Dossier.Number, Cancel);
        Assert.Equal(["Lê Minh Đức", "Nguyễn Thị Thu Hằng", "Y Phương"], people.Select(p => p.Name));
        await desk.PostAsync(Cast.Approver, Elsewhere);

        await desk.Work.AssignAsync(intake, desk.Dossier.Number, await desk.IdAsync(Cast.CaseOfficer), Cancel);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(async () =>
            await desk.Work.AssignAsync(intake, desk.Dossier.Number, await desk.IdAsync(Cast.Approver), Cancel)
        );
        Assert.Equal("Dossier.NotAnOfficerHere", refused.Rule);
        await desk.ApplicantAsync((dossier, by) => dossier.Write(by, "Bao giờ xong ạ?", desk.Now));
        await desk.Work.OpenAsync(intake, desk.Dossier.Number, Cancel);

        var view = await desk.ViewAsync(Cast.IntakeOfficer);
        Assert.Equal(("Y Phương", null), (view!.Dossier.AssigneeName, view.Dossier.UnreadSince));
        Assert.NotNull(Assert.Single(view.Dossier.Messages).ReadAt);
    }

    private static async Task<OneDossier> DeskAsync(
        DatabaseProvider provider,
        DossierStatus status,
        int levels = 1,
        string procedure = CertifiedCopy.Code
    )
    {
        var desk = await OneDossier.CreateAsync(provider, procedure);
        await desk.BringToAsync(status, levels);
        return desk;
    }
}
