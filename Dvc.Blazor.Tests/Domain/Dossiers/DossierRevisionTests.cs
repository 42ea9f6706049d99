using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Tests.Domain.Forms;
using Dvc.Blazor.Tests.Domain.Procedures.Authoring;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

/// <summary>A dossier moves to another revision; what was promised stays.</summary>
public sealed class DossierRevisionTests
{
    private static readonly RevisionTarget Target = new(Guid.NewGuid(), 1, 2);
    private static readonly DateTime Due = Samples.Morning.AddDays(9);

    [Fact]
    public void Received_ReadsTheNewRevision_AndKeepsDueDateAndTerms()
    {
        var (dossier, was) = Accepted();

        dossier.MoveToRevision(Samples.Officer(), Target, Move(), Samples.Morning);
        dossier.MoveToRevision(Samples.Officer(), Target with { Id = Guid.NewGuid(), Was = 2, Number = 3 }, Move(), Samples.Morning);

        Assert.NotEqual(was, dossier.RevisionId);
        Assert.Equal((was, Due, Due), (dossier.TermsRevisionId, dossier.DueAt, dossier.DueOriginal));
        Assert.Equal(DossierStatus.Accepted, dossier.Status);
        Assert.Equal(2, dossier.Trail.Count(line => line.Kind == "RevisionMoved"));
        Assert.Contains("\"them\"", dossier.Trail[^1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public void NotReceived_TakesTheTermsOfTheNewRevision()
    {
        var dossier = Samples.Dossier();

        dossier.MoveToRevision(Samples.Officer(), Target, Move(), Samples.Morning);

        Assert.Equal((Target.Id, Target.Id), (dossier.RevisionId, dossier.TermsRevisionId));
        Assert.Null(dossier.PromisedRevisionId);
    }

    [Fact]
    public void Twice_OrWhenNothingIsToCome_IsRefused()
    {
        var moved = Samples.Dossier();
        moved.MoveToRevision(Samples.Officer(), Target, Move(), Samples.Morning);
        var refused = Samples.Dossier();
        refused.Refuse(Samples.Officer(), "Không thuộc thẩm quyền.", Samples.Morning);

        foreach (var dossier in new[] { moved, refused })
        {
            Assert.Throws<RuleViolationException>(() => dossier.MoveToRevision(Samples.Officer(), Target, Move(), Samples.Morning));
        }
    }

    [Fact]
    public void AskDifference_DraftsForTheOneStop_AndNeverOverAnotherDraft()
    {
        var fresh = Samples.Dossier();
        var (prepared, _) = Accepted();
        prepared.DraftSupplement(Samples.Officer(), Samples.Demand(), Samples.Morning);
        var asked = Samples.Dossier();
        asked.RequestSupplement(Samples.Officer(), Samples.Demand(), Samples.Clock, Samples.Morning);

        var request = fresh.AskDifference(Samples.Officer(), Samples.Demand("Bản mới cần thêm."), Samples.Morning);

        Assert.Equal((SupplementState.Drafted, true, DossierStatus.Submitted), (request.State, fresh.HasSupplementDraft, fresh.Status));
        Assert.All([fresh, prepared, asked], dossier => Assert.False(dossier.CanAskDifference));
        Assert.Throws<RuleViolationException>(() => prepared.AskDifference(Samples.Officer(), Samples.Demand(), Samples.Morning));
        Assert.Equal("Bản chụp bị mờ.", Assert.Single(prepared.Supplements).Reason);
    }

    private static (Dossier Dossier, Guid Was) Accepted()
    {
        var dossier = Samples.Dossier();
        dossier.Accept(Samples.Officer(), Due, Samples.Morning);
        return (dossier, dossier.RevisionId);
    }

    private static RevisionMove Move()
    {
        var definition = SeededContents.Of("2.000635");
        var (old, now) = (Make.Form(Make.Field("ten")), Make.Form(Make.Field("ten"), Make.Field("them", required: true)));
        return RevisionMove.OfDraft(Of(old), Of(now), FormAnswers.Empty, new HashSet<string>(), Make.Context);

        RevisionReading Of(FormDefinition form) => new(definition with { Form = form }, new CompiledForm(form));
    }
}
