using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

/// <summary>Letters: drafted, approved where the revision wants it, issued as approved.</summary>
public sealed class LetterTests
{
    private static readonly DateTime Now = Samples.Morning;
    private static readonly Actor Intake = Samples.Officer("Nguyễn Thị Thu Hằng");
    private static readonly Actor Leader = Samples.Officer("Lê Minh Đức");

    private static readonly DossierClock Clock = new(
        new ProcessingClock(new WorkingCalendar([]), VietnamTime.Zone),
        new TimeLimit(TimeUnit.WorkingDay, 10)
    );

    [Fact]
    public void Refusal_ThatLeadersHaveToApprove_IsIssuedOnceApproved_InTheirWords()
    {
        var dossier = Samples.Dossier(lettersToApprove: LetterForms.Refusal);
        Assert.Equal("Letter.NotApproved", Rule(() => dossier.Refuse(Intake, "Không thuộc thẩm quyền.", Now)));

        dossier.DraftLetter(Intake, OfficeLetterKind.Refusal, "Không thuộc thẩm quyền.", null, Now);
        dossier.SubmitLetter(Intake, OfficeLetterKind.Refusal, Now);
        Assert.Equal("Letter.NotApproved", Rule(() => dossier.Refuse(Intake, "Không thuộc thẩm quyền.", Now)));
        Assert.Equal("Approval.SamePerson", Rule(() => dossier.ApproveLetter(Intake, OfficeLetterKind.Refusal, null, Now)));
        dossier.SendBackLetter(Leader, OfficeLetterKind.Refusal, "Nêu rõ hơn.", Now);
        dossier.DraftLetter(Intake, OfficeLetterKind.Refusal, "Việc này thuộc cấp tỉnh.", null, Now);
        dossier.SubmitLetter(Intake, OfficeLetterKind.Refusal, Now);
        dossier.ApproveLetter(Leader, OfficeLetterKind.Refusal, null, Now);

        Assert.Equal("Letter.ChangedSinceApproval", Rule(() => dossier.Refuse(Intake, "Lý do khác.", Now)));
        dossier.Refuse(Intake, "Việc này thuộc cấp tỉnh.", Now);
        var letter = Assert.Single(dossier.Letters);
        Assert.Equal(
            (LetterState.Issued, Leader.Name, $"{dossier.Number}/M03-1", DossierStatus.Refused),
            (letter.State, letter.ApprovedBy, letter.Number, dossier.Status)
        );
        Assert.True(AuditEvent.IsIntact(dossier.Trail));
    }

    [Fact]
    public void Letter_OfTwoLevels_IsApprovedByTwoLeaders()
    {
        var dossier = Samples.Dossier(lettersToApprove: LetterForms.Apology);
        dossier.Accept(Intake, Clock.DueFor(Now, [], null)!.DueAt, Now, approvalLevels: 2);
        dossier.DraftLetter(Intake, OfficeLetterKind.Apology, "Chờ xác minh.", 2, Now);
        dossier.SubmitLetter(Intake, OfficeLetterKind.Apology, Now);
        dossier.ApproveLetter(Leader, OfficeLetterKind.Apology, null, Now);

        Assert.Equal(LetterState.Submitted, dossier.LetterOf(OfficeLetterKind.Apology)!.State);
        Assert.Equal("Approval.SamePerson", Rule(() => dossier.ApproveLetter(Leader, OfficeLetterKind.Apology, null, Now)));
        dossier.ApproveLetter(Samples.Officer("Đinh Văn Tư"), OfficeLetterKind.Apology, null, Now);
        Assert.Equal((LetterState.Approved, "Đinh Văn Tư"), (Apology(dossier).State, Apology(dossier).ApprovedBy));
    }

    [Fact]
    public void Apology_IsIssuedByTheExaminer_OnlyOnceApproved()
    {
        string[] examiner = ["CaseOfficer"];
        var dossier = Accepted(10);
        dossier.DraftLetter(Samples.Portal, OfficeLetterKind.Apology, "Chưa xong.", 2, Now);
        Assert.Null(ActRights.RoleUsed(DossierAct.Extend, examiner, dossier));
        Assert.Equal([OfficeLetterKind.Apology, OfficeLetterKind.Discontinuation], ActRights.Draftable(dossier, examiner));

        dossier.SubmitLetter(Intake, OfficeLetterKind.Apology, Now);
        dossier.ApproveLetter(Leader, OfficeLetterKind.Apology, null, Now);

        Assert.Equal("CaseOfficer", ActRights.RoleUsed(DossierAct.Extend, examiner, dossier));
        Assert.Contains(DossierAct.Extend, ActRights.Offered(dossier, examiner));
    }

    [Fact]
    public void SecondRequest_ThatLeadersHaveToApprove_IsSentAsApproved()
    {
        var dossier = Samples.Dossier(lettersToApprove: LetterForms.SupplementRequest);
        dossier.RequestSupplement(Intake, Samples.Demand(), Clock, Now);
        Answer(dossier);
        dossier.TakeSupplement(Intake, Clock, Now);
        var again = Samples.Demand(again: "Lần trước sót.");

        Assert.Equal("Letter.NotApproved", Rule(() => dossier.RequestSupplement(Intake, again, Clock, Now)));
        dossier.DraftSupplement(Intake, again, Now);
        dossier.SubmitLetter(Intake, OfficeLetterKind.SupplementRequest, Now);
        dossier.ApproveLetter(Leader, OfficeLetterKind.SupplementRequest, null, Now);
        Assert.Equal(
            "Letter.ChangedSinceApproval",
            Rule(() => dossier.RequestSupplement(Intake, Samples.Demand("Thiếu trang.", again: "Lần trước sót."), Clock, Now))
        );
        dossier.RequestSupplement(Intake, again, Clock, Now);

        Assert.Equal($"{dossier.Number}/M02-2", dossier.Letters[^1].Number);
    }

    [Fact]
    public void Extend_ThatWouldNotMakeTheDateLater_IsRefused()
    {
        // A holiday was struck out of the calendar after the date was promised.
        var dossier = Accepted(20);

        Assert.Equal("Deadline.ExtensionEarlier", Rule(() => dossier.Extend(Leader, "Chờ xác minh.", 3, Clock, Now)));
        Assert.Equal((null, Due(20)), (dossier.ExtendedAt, dossier.DueAt));
    }

    [Fact]
    public void Extension_KeepsBothDatesOfItsLetter_WhateverMovesTheDateLater()
    {
        var dossier = Accepted(10);
        dossier.Forward(Intake, new ForwardTarget("cp-tu-phap"), Now);
        dossier.Extend(Leader, "Chờ xác minh.", 3, Clock, Now);
        dossier.RequestPayment(Intake, new PaymentDemand("Thuế", 1, Now.AddDays(20)), Now);
        dossier.ConfirmPayment(Intake, null, Clock, Now.AddDays(14));

        var letter = Assert.Single(dossier.Letters);
        Assert.Equal((Due(10), Due(13)), (letter.DueBefore, letter.DueNow));
        Assert.True(dossier.DueAt > letter.DueNow);
    }

    [Fact]
    public void Answer_EndsWhatWasPreparedBecauseNothingCame()
    {
        var dossier = Samples.Dossier();
        dossier.RequestSupplement(Intake, Samples.Demand(by: Now.AddDays(5)), Clock, Now);
        dossier.ProposeOverdue(Samples.Portal, "Quá hạn.", Now.AddDays(6));
        Assert.Equal(LetterForms.Refusal, dossier.OpenLetters);

        Answer(dossier);

        Assert.Equal(LetterForms.None, dossier.OpenLetters);
        Assert.Equal("Dossier.NotNow", Rule(() => dossier.CloseOverdue(Samples.Portal, "Quá hạn.", Now.AddDays(7))));
    }

    [Theory]
    [InlineData(false, DossierStatus.Refused)]
    [InlineData(true, DossierStatus.Discontinued)]
    public void CloseOverdue_EndsTheDossier_AfterTheTimeOnly(bool accepted, DossierStatus ended)
    {
        var dossier = accepted ? Accepted(10) : Samples.Dossier();
        dossier.RequestSupplement(Intake, Samples.Demand(by: Now.AddDays(5)), Clock, Now);

        Assert.Equal("Dossier.NotNow", Rule(() => dossier.CloseOverdue(Samples.Portal, "Quá hạn.", Now.AddDays(5))));
        dossier.CloseOverdue(Samples.Portal, "Quá hạn.", Now.AddDays(6));

        Assert.Equal(ended, dossier.Status);
        Assert.Equal((ActorKind.System, Samples.Portal.Name), (dossier.Steps[^1].ActorKind, dossier.Trail[^1].ActorName));
    }

    private static Dossier Accepted(int units)
    {
        var dossier = Samples.Dossier();
        dossier.Accept(Intake, Due(units), Now);
        return dossier;
    }

    private static DateTime? Due(int units) =>
        (Clock with { Limit = new TimeLimit(TimeUnit.WorkingDay, units) }).DueFor(Now, [], null)!.DueAt;

    private static DossierLetter Apology(Dossier dossier) => dossier.LetterOf(OfficeLetterKind.Apology)!;

    private static void Answer(Dossier dossier) =>
        dossier.AnswerSupplement(
            new Actor(dossier.OwnerId, "Rơ Châm H’Yên", ActorKind.Applicant),
            new SupplementAnswer(
                "{}",
                new string('1', 64),
                new Dictionary<string, string?>(),
                new Dictionary<string, string?>(),
                [(Guid.NewGuid(), "UQ", 1, new PaperFile(new string('a', 64), "uq.pdf", 10, "application/pdf", 1, null))]
            ),
            Now
        );

    private static string Rule(Action act) => Assert.Throws<RuleViolationException>(act).Rule;
}
