using System.Reflection;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

public sealed class DossierTests
{
    private static readonly DateTime Now = new(2025, 6, 2, 2, 0, 0, DateTimeKind.Utc);
    private static readonly Actor Citizen = new(Guid.NewGuid(), "Rơ Châm H’Yên", ActorKind.Applicant);
    private static readonly Actor Officer = new(Guid.NewGuid(), "Nguyễn Thị Thu Hằng", ActorKind.Officer, "cp-mot-cua");

    [Fact]
    public void Submit_LeavesStepTrailAndEvent()
    {
        var dossier = Filed();

        Assert.Equal(DossierStatus.Submitted, dossier.Status);
        Assert.Equal(DossierStatus.Submitted, Assert.Single(dossier.Steps).To);
        Assert.True(AuditEvent.IsIntact(dossier.Trail));
        Assert.IsType<DossierSubmitted>(Assert.Single(dossier.TakeEvents()));
        Assert.Equal(8, dossier.LookupCode.Length);
    }

    [Fact]
    public void Accept_Submitted_SetsBothDueDatesAndRecordsEvent()
    {
        var dossier = Filed();
        dossier.TakeEvents();
        var due = Now.AddDays(3);

        dossier.Accept(Officer, due, Now.AddHours(1));

        Assert.Equal((DossierStatus.Accepted, due, due), (dossier.Status, dossier.DueAt, dossier.DueOriginal));
        Assert.Equal(due, Assert.IsType<DossierAccepted>(Assert.Single(dossier.TakeEvents())).DueAt);
        Assert.True(AuditEvent.IsIntact(dossier.Trail));
    }

    [Fact]
    public void Accept_AlreadyAccepted_IsRefusedAndLeavesNoTrace()
    {
        var dossier = Filed();
        dossier.Accept(Officer, null, Now);
        var (steps, trail) = (dossier.Steps.Count, dossier.TrailHead);

        var violation = Assert.Throws<RuleViolationException>(() => dossier.Accept(Officer, null, Now));

        Assert.Equal("Dossier.NotNow", violation.Rule);
        Assert.Equal((steps, trail), (dossier.Steps.Count, dossier.TrailHead));
    }

    [Fact]
    public void OpenHandover_OnlyAnOfficerOfTheReceivingPlace_OtherThanTheForwarder_ReceivesIt()
    {
        var dossier = Filed();
        dossier.Accept(Officer, null, Now);
        dossier.Forward(Officer, new ForwardTarget("cp-tu-phap"), Now);
        bool PendingAfter(Actor by)
        {
            dossier.OpenHandover(by, Now);
            return dossier.IsHandoverPending;
        }

        Assert.True(PendingAfter(Officer with { UserId = Guid.NewGuid() }));
        Assert.True(PendingAfter(Officer with { AgencyId = "cp-tu-phap" }));
        Assert.Null(dossier.Handovers[^1].OpenedAt);
        Assert.False(PendingAfter(new Actor(Guid.NewGuid(), "Y Phương", ActorKind.Officer, "cp-tu-phap")));
        Assert.Equal("Y Phương", dossier.Handovers[^1].OpenedBy);

        var elsewhere = Officer with { UserId = Guid.NewGuid() };
        dossier.Forward(Officer, new ForwardTarget("cp-tu-phap", elsewhere.UserId, elsewhere.Name), Now);
        Assert.False(PendingAfter(elsewhere));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Refuse_WithoutReason_IsRefused(string reason)
    {
        var violation = Assert.Throws<RuleViolationException>(() => Filed().Refuse(Officer, reason, Now));

        Assert.Equal("Dossier.ReasonMissing", violation.Rule);
    }

    [Fact]
    public void Forward_GoesToTheDivisionAndCompleteBringsItBack()
    {
        var dossier = Filed();
        dossier.Accept(Officer, null, Now);
        dossier.Forward(Officer, new ForwardTarget("cp-tu-phap"), Now);
        var during = dossier.ProcessingAgencyId;

        dossier.Complete(Officer, Now);

        Assert.Equal(("cp-tu-phap", "cp-mot-cua"), (during, dossier.ProcessingAgencyId));
    }

    [Theory]
    [InlineData("ActorName", "somebody else")]
    [InlineData("Data", "{}")]
    [InlineData("At", null)]
    public void IsIntact_LineAltered_IsFalse(string property, string? value)
    {
        var dossier = Filed();
        dossier.Accept(Officer, null, Now);
        var line = dossier.Trail[0];

        typeof(AuditEvent)
            .GetProperty(property)!
            .SetValue(line, value is null ? Now.AddDays(1) : value, BindingFlags.NonPublic | BindingFlags.Instance, null, null, null);

        Assert.False(AuditEvent.IsIntact(dossier.Trail));
    }

    [Fact]
    public void IsIntact_LineRemoved_IsFalse()
    {
        var dossier = Filed();
        dossier.Accept(Officer, null, Now);
        dossier.Forward(Officer, new ForwardTarget("cp-tu-phap"), Now);

        Assert.False(AuditEvent.IsIntact(dossier.Trail.Where(l => l.Index != 2)));
        Assert.False(AuditEvent.IsIntact(dossier.Trail.Skip(1)));
    }

    [Fact]
    public void Trail_OfAnApplicantsAct_NamesNobodyAndRepeatsNoWords()
    {
        var dossier = Filed();
        dossier.RequestWithdrawal(Citizen, "Tôi là Rơ Châm H’Yên, xin rút", Now);

        Assert.All(dossier.Trail, line => Assert.Equal("", line.ActorName));
        Assert.All(dossier.Trail, line => Assert.Equal(Citizen.UserId, line.ActorId));
        Assert.All(
            dossier.Trail,
            line => Assert.DoesNotContain("xin rút", System.Text.RegularExpressions.Regex.Unescape(line.Data), StringComparison.Ordinal)
        );
        Assert.All(dossier.Trail, line => Assert.DoesNotContain("\"hash\"", line.Data, StringComparison.Ordinal));
    }

    [Fact]
    public void ErasePersonalData_Closed_LeavesTheOfficeAndAWholeTrail()
    {
        var dossier = Filed();
        dossier.Refuse(Officer, "Chị H’Yên nộp nhầm", Now);
        var secret = dossier.DigestSalt;

        dossier.ErasePersonalData(Now.AddYears(10));
        dossier.ErasePersonalData(Now.AddYears(11));

        Assert.Equal(Now.AddYears(10), dossier.ErasedAt);
        Assert.Equal(
            ("", null, null, "", "{}"),
            (dossier.ApplicantName, dossier.Email, dossier.Phone, dossier.AnswersHash, dossier.Answers.Json)
        );
        Assert.DoesNotContain("yen", dossier.FoldedSearch, StringComparison.Ordinal);
        Assert.Equal(["", Officer.Name], dossier.Steps.Select(s => s.ActorName));
        Assert.All(dossier.Steps, s => Assert.Null(s.Note));
        Assert.NotEqual(secret, dossier.DigestSalt);
        Assert.Equal("Erased", dossier.Trail[^1].Kind);
        Assert.Equal(3, dossier.Trail.Count);
        Assert.True(AuditEvent.IsIntact(dossier.Trail));
    }

    [Fact]
    public void ErasePersonalData_Running_IsRefused()
    {
        var violation = Assert.Throws<RuleViolationException>(() => Filed().ErasePersonalData(Now));

        Assert.Equal("Dossier.StillRunning", violation.Rule);
    }

    private static Dossier Filed() =>
        Dossier.Submit(
            new Submission
            {
                Number = "H21.639-250602-0001",
                ProcedureCode = "2.000635",
                ProcedureName = "Cấp bản sao trích lục hộ tịch",
                SectorCode = "tu-phap",
                RevisionId = Guid.NewGuid(),
                UnitId = "gl-h-639",
                ReceivingAgencyId = "cp-mot-cua",
                CompetentAgencyId = "gl-h-639",
                HandlingAgencyId = "cp-tu-phap",
                Applicant = new Applicant(Guid.NewGuid(), "Rơ Châm H’Yên", null, "congdan@dvc.local", "0905123456"),
                ResultDelivery = ResultDelivery.OneStop,
                Answers = "{}",
                AnswersHash = "hash",
                IdempotencyKey = Guid.NewGuid(),
                Papers = [],
            },
            Citizen,
            Now
        );
}
