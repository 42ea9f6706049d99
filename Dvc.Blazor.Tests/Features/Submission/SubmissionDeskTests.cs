using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission;

public sealed class SubmissionDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Submit_CompleteDraft_WritesDossierAnswersTrailAndOutboxTogether(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        var check = await portal.Submissions.CheckAsync(draft, Cancel);

        Assert.Empty(check.State.Fields.SelectMany(f => f.Errors));
        var outcome = await portal.Submissions.SubmitAsync(citizen, draft.Id, check.Hash, Cancel);

        var number = Assert.IsType<SubmissionOutcome.Done>(outcome).DossierNumber;
        Assert.StartsWith("H21.639-250602-", number);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var dossier = await db
            .Dossiers.Include(d => d.Answers)
            .Include(d => d.Steps)
            .Include(d => d.Trail)
            .SingleAsync(d => d.Number == number, Cancel);
        Assert.Equal(DossierStatus.Submitted, dossier.Status);
        Assert.Equal("cp-mot-cua", dossier.ReceivingAgencyId);
        Assert.Equal("cp-tu-phap", dossier.HandlingAgencyId);
        Assert.Equal("Rơ Châm H’Yên", dossier.ApplicantName);
        Assert.Equal(check.State.Submitted.Json, dossier.Answers.Json);
        Assert.Equal(nameof(DossierSubmitted), (await db.Outbox.SingleAsync(m => m.DossierId == dossier.Id, Cancel)).Kind);
        Assert.True(AuditEvent.IsIntact(dossier.Trail));
        Assert.Single(dossier.Steps);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Submit_SameDraftFromManyClicksAndTwoNodes_MakesOneDossier(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        var hash = (await portal.Submissions.CheckAsync(draft, Cancel)).Hash;
        SubmissionDesk[] desks = [portal.Submissions, portal.NewNode().GetRequiredService<SubmissionDesk>()];

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Task.Run(() => desks[i % 2].SubmitAsync(citizen, draft.Id, hash, Cancel), Cancel))
        );

        Assert.Single(outcomes.Select(o => Assert.IsType<SubmissionOutcome.Done>(o).DossierNumber).Distinct());
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(1, await db.Dossiers.CountAsync(d => d.IdempotencyKey == draft.IdempotencyKey, Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Number_TakenByManyAtOnce_HasNoGapAndNoDouble(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        var day = new DateOnly(2025, 6, 2);
        DvcDatabase[] nodes = [data.Database, data.NewNode().GetRequiredService<DvcDatabase>()];

        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(i =>
                    Task.Run(
                        async () =>
                        {
                            try
                            {
                                return await nodes[i % 2]
                                    .WriteAsync(
                                        async db =>
                                        {
                                            var number = await db.NextDossierNumberAsync("H21.639", day, Cancel);
                                            return i % 6 == 0 ? throw new RuleViolationException("Test.GivenUp") : number;
                                        },
                                        Cancel
                                    );
                            }
                            catch (RuleViolationException)
                            {
                                return "";
                            }
                        },
                        Cancel
                    )
                )
        );

        Assert.Equal(Enumerable.Range(1, 50).Select(n => DossierNumber.Format("H21.639", day, n)), taken.Where(n => n.Length > 0).Order());
    }

    [Fact]
    public async Task Submit_AnswersChangedSinceReview_GoesBackToReview()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        var hash = (await portal.Submissions.CheckAsync(draft, Cancel)).Hash;
        var later = new AnswerChange("noi_dang_ky", new TextAnswer("UBND xã Ia Hrú"), draft.AnswerSequences["noi_dang_ky"]);
        await portal.Drafts.SaveAsync(citizen, draft.Id, [later], "phone", Cancel);

        Assert.IsType<SubmissionOutcome.Changed>(await portal.Submissions.SubmitAsync(citizen, draft.Id, hash, Cancel));
    }

    [Fact]
    public async Task Submit_ConsentMissing_SaysWhatIsMissing()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        var withdrawn = new AnswerChange("cam_doan", new FlagAnswer(false), draft.AnswerSequences["cam_doan"]);
        await portal.Drafts.SaveAsync(citizen, draft.Id, [withdrawn], "page", Cancel);

        var outcome = await portal.Submissions.SubmitAsync(citizen, draft.Id, "any", Cancel);

        Assert.Contains(
            Assert.IsType<SubmissionOutcome.Incomplete>(outcome).Check.State.ErrorsAt(FormStep.Review),
            e => e.Path == "cam_doan"
        );
    }

    [Fact]
    public async Task Submit_SomebodyElsesDraft_IsNotFound()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var draft = await portal.CompleteDraftAsync(await portal.UserAsync(Cast.Citizen));
        var other = await portal.UserAsync(Cast.Organisation);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            portal.Submissions.SubmitAsync(other, draft.Id, "any", Cancel)
        );

        Assert.Equal("Draft.NotFound", refused.Rule);
    }

    [Fact]
    public async Task Submit_PaperWithMalware_IsRefusedAndNothingIsFiled()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        var infected = new string('a', 64);
        var nowUtc = portal.Data.Clock.GetUtcNow().UtcDateTime;
        await portal.Data.AddAsync(
            new DraftPaper
            {
                DraftId = draft.Id,
                ComponentCode = "GT-QUANHE",
                Ordinal = 0,
                File = new PaperFile(infected, "a.pdf", 10, "application/pdf", 1, null),
                AddedAt = nowUtc,
            },
            new FileScan
            {
                Sha256 = infected,
                State = ScanState.Infected,
                NextAttemptAt = nowUtc,
            }
        );
        var hash = (
            await portal.Submissions.CheckAsync((await portal.Drafts.FindAsync(citizen, CertifiedCopy.Code, Cancel))!, Cancel)
        ).Hash;

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            portal.Submissions.SubmitAsync(citizen, draft.Id, hash, Cancel)
        );

        Assert.Equal("Draft.PaperInfected", refused.Rule);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.False(await db.Dossiers.AnyAsync(d => d.IdempotencyKey == draft.IdempotencyKey, Cancel));
    }
}
