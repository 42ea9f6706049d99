using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Features.Authoring;
using Dvc.Blazor.Features.Authoring.Moving;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Features.Submission.Supplements;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission;

/// <summary>What a citizen is working on while its procedure gets a new revision, or is closed.</summary>
public sealed class MovedDraftTests
{
    private const string Code = CertifiedCopy.Code;
    private const string New = "so_dien_thoai_phu";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Draft_KeepsItsAnswers_IsToldWhatIsNew_AndIsReviewedAnew(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        var reviewed = (await portal.Submissions.CheckAsync(draft, Cancel)).Hash;
        Assert.False(draft.IsMoved);

        await PublishAsync(portal);

        var moved = (await portal.Drafts.FindAsync(citizen, Code, Cancel))!;
        Assert.Equal((2, true, draft.Id), (moved.Revision.Number, moved.IsMoved, moved.Id));
        Assert.Equal([New], moved.NewlyWanted);
        Assert.All(CertifiedCopy.Answers, given => Assert.Equal(given.Value, moved.Answers[given.Key]));
        Assert.IsType<SubmissionOutcome.Incomplete>(await portal.Submissions.SubmitAsync(citizen, draft.Id, reviewed, Cancel));

        await portal.Drafts.SaveAsync(citizen, draft.Id, [new AnswerChange(New, new TextAnswer("0905"), 0)], "page", Cancel);
        moved = (await portal.Drafts.FindAsync(citizen, Code, Cancel))!;
        Assert.Empty(moved.NewlyWanted);
        Assert.IsType<SubmissionOutcome.Changed>(await portal.Submissions.SubmitAsync(citizen, draft.Id, reviewed, Cancel));
        var hash = (await portal.Submissions.CheckAsync(moved, Cancel)).Hash;
        Assert.IsType<SubmissionOutcome.Done>(await portal.Submissions.SubmitAsync(citizen, draft.Id, hash, Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task AnswerToARequest_MovesWithItsDossier_AndWhatIsNewIsOpen(DatabaseProvider provider)
    {
        await using var asked = await AskedDossier.CreateAsync(provider);
        var portal = asked.Filed.Portal;
        var view = await asked.AnswerAsync();
        var due = (await asked.StoredAsync()).SupplementDueAt;

        await PublishAsync(portal);

        view = await asked.OpenAsync();
        Assert.Equal(2, view.Draft.Revision.Number);
        Assert.Equal(new TextAnswer("UBND xã Ia Hrú"), view.Draft.Answers[AskedDossier.Place]);
        Assert.IsType<SupplementOutcome.Incomplete>(await asked.SendAsync(view));
        await asked.SaveAsync(view, New, "0905");
        Assert.IsType<SupplementOutcome.Done>(await asked.SendAsync(await asked.OpenAsync()));
        var dossier = await asked.StoredAsync();
        Assert.Contains($"\"{New}\":\"0905\"", dossier.Answers.Json, StringComparison.Ordinal);
        Assert.Equal(due, dossier.SupplementDueAt);
        Assert.True(AuditEvent.IsIntact(dossier.Trail));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task DraftOfAClosedProcedure_IsNotFiled(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (admin, citizen) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Citizen));
        var draft = await portal.CompleteDraftAsync(citizen);
        var hash = (await portal.Submissions.CheckAsync(draft, Cancel)).Hash;
        var desk = portal.Services.GetRequiredService<ProcedureDesk>();
        await desk.CloseAsync(admin, Code, "Đã thay bằng thủ tục khác.", null, Cancel);

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() =>
            portal.Submissions.SubmitAsync(citizen, draft.Id, hash, Cancel)
        );

        Assert.Equal("Procedure.Closed", refusal.Rule);
        await desk.ReopenAsync(admin, Code, Cancel);
        Assert.IsType<SubmissionOutcome.Done>(await portal.Submissions.SubmitAsync(citizen, draft.Id, hash, Cancel));
    }

    private static async Task PublishAsync(SeededPortal portal)
    {
        var admin = await portal.UserAsync(Cast.Administrator);
        var drafts = portal.Services.GetRequiredService<AuthorDraftDesk>();
        await drafts.BeginAsync(admin, Code, null, Cancel);
        var draft = (await drafts.FindAsync(admin, Code, Cancel))!;
        var content = new AddField(new FieldHome("su_kien"), 0, FieldKind.Text, "Số điện thoại phụ").Apply(draft.Content, draft.Published);
        content = new ChangeField(New, FormTree.Find(content.Form, New)! with { Required = true }).Apply(content, draft.Published);
        var edits = await drafts.SaveAsync(admin, Code, draft.Edits, content, Cancel);
        await portal.Services.GetRequiredService<PlanDesk>().BeginAsync(admin, Code, Cancel);
        await RunAsync(portal);
        var move = new MoveChoices(MoveChoice.Move, MoveChoice.Move, MoveChoice.Move, MoveChoice.Move);
        await portal.Services.GetRequiredService<PublishingDesk>().PublishAsync(admin, Code, edits, move, Cancel);
        await RunAsync(portal);
    }

    private static async Task RunAsync(SeededPortal portal)
    {
        while (await portal.Services.GetRequiredService<PlanJob>().RunNextAsync(Cancel)) { }
    }
}
