using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

/// <summary>Parts of the work, and results that are handed over at once.</summary>
public sealed class SubtaskTests
{
    private static readonly DossierClock Clock = new(
        new ProcessingClock(new WorkingCalendar([]), VietnamTime.Zone),
        new TimeLimit(TimeUnit.WorkingDay, 5)
    );

    private static readonly DateTime Now = Samples.Morning.AddHours(2);
    private static readonly Actor Lead = Samples.Officer("Y Phương");
    private static readonly Actor There = new(Guid.NewGuid(), "Siu Thơm", ActorKind.Officer, "xa");

    [Fact]
    public void Parts_AreCountedInWorkingDays_AndLeaveStepTrailAndOneEventEach()
    {
        var dossier = InProgress();

        dossier.GiveSubtasks(Lead, [Order("xa", 2), Order("thue", 5)], Clock, Now);

        // Monday 10:00: two and five working days on, at the end of office hours.
        Assert.Equal([Local(4), Local(9)], dossier.Subtasks.Select(s => s.DueAt));
        Assert.Equal((2, 2, DossierStatus.InProgress), (dossier.SubtaskCount, dossier.OpenSubtasks, dossier.Status));
        Assert.Equal(DossierAct.GiveSubtasks, dossier.Steps[^1].Act);
        Assert.Equal([SubtaskMove.Given, SubtaskMove.Given], Moves(dossier));
        Assert.True(AuditEvent.IsIntact(dossier.Trail));
    }

    [Fact]
    public void Part_DueAfterTheDossier_WantsAReason()
    {
        var dossier = InProgress();

        var refused = Refused(() => dossier.GiveSubtasks(Lead, [Order("xa", 2), Order("thue", 6)], Clock, Now));
        Assert.Equal(("Subtask.AfterDossier", 2), (refused.Rule, refused.Details[0]));
        Assert.Empty(dossier.Subtasks);

        dossier.GiveSubtasks(Lead, [Order("thue", 6) with { WhyLater = "Cơ quan thuế chỉ đối chiếu mỗi tuần một lần." }], Clock, Now);
        Assert.True(dossier.Subtasks[0].DueAt > dossier.DueAt);
    }

    [Theory]
    [InlineData("", 1, "Việc", "Subtask.Receiver")]
    [InlineData("phong", 1, "Việc", "Subtask.Receiver")]
    [InlineData("xa", 0, "Việc", "Subtask.Days")]
    [InlineData("xa", 91, "Việc", "Subtask.Days")]
    [InlineData("xa", 1, " ", "Subtask.ContentMissing")]
    public void Part_WithoutReceiverContentOrDate_IsRefusedAsAWhole(string agency, int days, string content, string rule)
    {
        var dossier = InProgress();
        var before = dossier.TrailHead;

        var refused = Refused(() => dossier.GiveSubtasks(Lead, [Order("xa", 1), new(agency, content, days)], Clock, Now));

        Assert.Equal((rule, 2), (refused.Rule, refused.Details[0]));
        Assert.Equal((before, 0), (dossier.TrailHead, dossier.Subtasks.Count));
    }

    [Fact]
    public void Part_OfAColleagueAtTheOwnPlace_IsGivenByName()
    {
        var dossier = InProgress();

        Assert.Equal("Subtask.Receiver", Refused(() => dossier.GiveSubtasks(Lead, [Own(Lead.UserId)], Clock, Now)).Rule);
        dossier.GiveSubtasks(Lead, [Own(Guid.NewGuid())], Clock, Now);

        Assert.Equal(1, dossier.OpenSubtasks);

        static SubtaskOrder Own(Guid? officer) => new("phong", "Đo đạc", 1, officer, "Ai đó");
    }

    [Fact]
    public void OpenParts_StopProposalAndCompletion_AndAreNamed()
    {
        var dossier = InProgress();
        dossier.GiveSubtasks(Lead, [Order("xa", 1), Order("thue", 1)], Clock, Now);
        var (first, second) = (dossier.Subtasks[0], dossier.Subtasks[1]);
        dossier.FinishSubtask(There, first.Id, "Đúng.", null, Now);

        var refused = Refused(() => dossier.SubmitForApproval(Lead, ResultKind.Granted, "Đủ.", Now));
        Assert.Equal(("Subtask.StillOpen", 1, "2. Cơ quan thue"), (refused.Rule, refused.Details[0], refused.Details[1]));
        Assert.Equal("Subtask.StillOpen", Refused(() => dossier.Complete(Lead, Now)).Rule);
        dossier.WithdrawSubtask(Lead, second.Id, "Không cần nữa.", Now);

        dossier.SubmitForApproval(Lead, ResultKind.Granted, "Đủ.", Now);
        // While it lies before a leader nothing more is given out.
        Assert.Equal("Dossier.NotNow", Refused(() => dossier.GiveSubtasks(Lead, [Order("xa", 1)], Clock, Now)).Rule);
    }

    [Fact]
    public void Part_TakenByOne_IsAnsweredByNobodyElse()
    {
        var dossier = InProgress();
        var part = dossier.GiveSubtasks(Lead, [Order("xa", 1)], Clock, Now)[0];
        dossier.TakeSubtask(There, part.Id, Now);
        var colleague = There with { UserId = Guid.NewGuid(), Name = "Khác" };

        Assert.Equal("Subtask.HeldBySomebody", Refused(() => dossier.FinishSubtask(colleague, part.Id, "Đúng.", null, Now)).Rule);
        Assert.Equal("Dossier.ReasonMissing", Refused(() => dossier.DeclineSubtask(There, part.Id, " ", Now)).Rule);
        dossier.DeclineSubtask(There, part.Id, "Không có hồ sơ gốc.", Now);

        Assert.Equal((SubtaskState.Declined, 0), (part.State, dossier.OpenSubtasks));
        Assert.Equal("Subtask.NotOpen", Refused(() => dossier.FinishSubtask(There, part.Id, "Đúng.", null, Now)).Rule);
    }

    [Fact]
    public void Part_Changed_KeepsWhoWhyAndTheNewDate()
    {
        var dossier = InProgress();
        var part = dossier.GiveSubtasks(Lead, [Order("xa", 1)], Clock, Now)[0];

        Assert.Equal("Dossier.ReasonMissing", Refused(() => dossier.ChangeSubtask(Lead, part.Id, new("Khác", 2, ""), Clock, Now)).Rule);
        dossier.ChangeSubtask(Lead, part.Id, new SubtaskChange("Xác minh thêm", 7, "Có tranh chấp."), Clock, Now);

        Assert.Equal(("Xác minh thêm", "Có tranh chấp.", "Có tranh chấp."), (part.Content, part.WhyChanged, part.WhyLater));
        Assert.True(part.DueAt > dossier.DueAt);
        Assert.Contains("SubtaskChanged", dossier.Trail.Select(e => e.Kind));
    }

    [Fact]
    public void OpenParts_EndWithTheDossier()
    {
        var dossier = InProgress();
        dossier.GiveSubtasks(Lead, [Order("xa", 1), Order("thue", 1)], Clock, Now);

        dossier.Discontinue(Lead, "Thửa đất đang tranh chấp.", Now);

        Assert.All(dossier.Subtasks, s => Assert.Equal(SubtaskState.Withdrawn, s.State));
        Assert.Equal((0, 2), (dossier.OpenSubtasks, dossier.SubtasksWithdrawn));
    }

    [Fact]
    public void LinkedParts_BeginWithTheFirstPassage_AndWantAReceiptOfAnotherLevel()
    {
        var dossier = Accepted();
        SubtaskOrder[] parts =
        [
            Order("thue", 1) with
            {
                Linked = new LinkedName("Cấp thẻ bảo hiểm y tế", NeedsReceipt: false),
            },
            Order("xa", 7) with
            {
                Linked = new LinkedName("1.004222", NeedsReceipt: true),
            },
        ];

        dossier.Forward(Lead, new ForwardTarget("phong"), Now, (parts, Clock));
        dossier.Forward(Lead, new ForwardTarget("phong-2"), Now, (parts, Clock));

        Assert.Equal(["phong", "phong"], dossier.Subtasks.Select(s => s.LeadAgencyId));
        var other = dossier.Subtasks[1];
        Assert.Equal("Subtask.NotReceived", Refused(() => dossier.FinishSubtask(There, other.Id, "Đã đăng ký.", "12", Now)).Rule);
        dossier.TakeSubtask(There, other.Id, Now.AddHours(1));
        dossier.FinishSubtask(There, other.Id, "Đã đăng ký.", "12", Now.AddHours(2));
        Assert.Equal(("Siu Thơm", Now.AddHours(1)), (other.TakenBy, other.TakenAt));
    }

    [Fact]
    public void ResultsOfParts_AreHandedOverWithTheResult()
    {
        var dossier = InProgress();
        var parts = dossier.GiveSubtasks(Lead, [Order("xa", 1), Order("thue", 1)], Clock, Now);
        dossier.FinishSubtask(There, parts[0].Id, "Đã cấp.", "BHYT-12", Now);
        dossier.FinishSubtask(There, parts[1].Id, "Không nợ.", " ", Now);
        dossier.Complete(Lead, Now);

        dossier.ReturnResult(Lead, new ResultReturnDetails(ResultDelivery.OneStop, "H’Yên"), [], Now.AddHours(3));

        Assert.Equal([Now.AddHours(3), null], dossier.Subtasks.Select(s => s.ReturnedAt));
    }

    [Fact]
    public void AtOnce_SettlesAndHandsOver_WithNumberCollectorAndOriginals()
    {
        var dossier = Accepted(isSameDay: true);
        var how = new ResultReturnDetails(ResultDelivery.OneStop, "H’Yên") { ResultNumber = "12/TL-HT", WithSlip = true };
        var officer = Samples.Officer();

        Assert.Equal("Result.NumberMissing", Refused(() => dossier.ReturnAtOnce(officer, how with { ResultNumber = " " }, [], Now)).Rule);
        Assert.Equal(
            "Result.AtCounterOnly",
            Refused(() => dossier.ReturnAtOnce(officer, how with { Way = ResultDelivery.Digital }, [], Now)).Rule
        );
        Assert.Equal("Result.CollectorMissing", Refused(() => dossier.ReturnAtOnce(officer, how with { Collector = "" }, [], Now)).Rule);
        Assert.Equal("Result.OriginalsOpen", Refused(() => dossier.ReturnAtOnce(officer, how, ["UQ"], Now)).Rule);
        dossier.CheckOriginal(officer, "UQ", OriginalVerdict.Matches, null, Now);
        dossier.ReturnAtOnce(officer, how, ["UQ"], Now);

        Assert.Equal((DossierStatus.ResultReturned, Now, Now), (dossier.Status, dossier.CompletedAt, dossier.ReturnedAt));
        Assert.Equal((DossierStatus.Accepted, DossierStatus.ResultReturned), (dossier.Steps[^1].From, dossier.Steps[^1].To));
        var returned = Assert.Single(dossier.Returns);
        Assert.Equal(("12/TL-HT", true, officer.UserId), (returned.ResultNumber, returned.WithSlip, returned.ById));
    }

    [Fact]
    public void AtOnce_OfAnotherProcedureOrLater_IsRefused()
    {
        var how = new ResultReturnDetails(ResultDelivery.OneStop, "H’Yên") { ResultNumber = "12" };
        var forwarded = Accepted(isSameDay: true);
        forwarded.Forward(Lead, new ForwardTarget("phong"), Now);

        Assert.Equal("Result.NotSameDay", Refused(() => Accepted().ReturnAtOnce(Lead, how, [], Now)).Rule);
        Assert.Equal("Dossier.NotNow", Refused(() => forwarded.ReturnAtOnce(Lead, how, [], Now)).Rule);
    }

    [Fact]
    public void ResultFiles_BelongToTheirPartOrTheirHandingOver_AndAreLimited()
    {
        var dossier = InProgress();
        dossier.GiveSubtasks(Lead, [Order("xa", 2)], Clock, Now);
        var part = dossier.Subtasks[0].Id;
        var tooMany = Enumerable.Range(0, ResultFile.MaxFiles + 1).Select(_ => File()).ToList();

        Assert.Equal("Subtask.FileWithoutNumber", Refused(() => dossier.FinishSubtask(There, part, "Xong", " ", Now, [File()])).Rule);
        Assert.True(dossier.Subtasks[0].IsOpen);
        dossier.FinishSubtask(There, part, "Xong", "XN-12", Now, [File(), File()]);
        dossier.Complete(Lead, Now);
        var how = new ResultReturnDetails(ResultDelivery.Digital);
        dossier.ReturnResult(Lead, how, [], Now, [File()]);

        Assert.Equal([(part, 1, null), (part, 2, null), (null, 1, 1)], dossier.ResultFiles.Select(f => (f.SubtaskId, f.Ordinal, f.Return)));
        Assert.Equal(Now, dossier.Subtasks[0].ReturnedAt);
        Assert.True(AuditEvent.IsIntact(dossier.Trail));
        var other = Accepted();
        other.Complete(Lead, Now);
        Assert.Equal("Result.TooManyFiles", Refused(() => other.ReturnResult(Lead, how, [], Now, tooMany)).Rule);

        static AttachedFile File() => new(Guid.NewGuid(), new PaperFile(new string('a', 64), "a.pdf", 1, "application/pdf", 1, null));
    }

    private static SubtaskOrder Order(string agency, decimal days) => new(agency, "Xác minh", days) { AgencyName = $"Cơ quan {agency}" };

    private static Dossier Accepted(bool isSameDay = false)
    {
        var dossier = Samples.Dossier();
        dossier.Accept(Lead, Clock.DueFor(Now, [], null)!.DueAt, Now, isSameDay: isSameDay);
        dossier.TakeEvents();
        return dossier;
    }

    private static Dossier InProgress()
    {
        var dossier = Accepted();
        dossier.Forward(Lead, new ForwardTarget("phong"), Now);
        dossier.TakeEvents();
        return dossier;
    }

    private static DateTime Local(int day) => new(2025, 6, day, 10, 0, 0, DateTimeKind.Utc);

    private static IEnumerable<SubtaskMove> Moves(Dossier dossier) => dossier.TakeEvents().OfType<SubtaskMoved>().Select(e => e.Move);

    private static RuleViolationException Refused(Action act) => Assert.Throws<RuleViolationException>(act);
}
