using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Authoring.Moving;

/// <summary>Moves one draft or dossier, as it stands now, to a published revision by what was chosen for its group. What has moved already is not found again.</summary>
internal sealed class RevisionMover(MoveReading reading, Revisions revisions, WorkingCalendars calendars, TimeProvider clock)
{
    // Working days the drafted request gives the applicant; whoever sends it can name another day.
    private const int DaysToAnswer = 15;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What became of it; null when it is gone, filed or moved meanwhile.</summary>
    public Task<(MoveGroup Group, MoveOutcome Outcome)?> MoveAsync(
        DvcDbContext db,
        PublishingPlan plan,
        MoveSubject subject,
        Revision target,
        CancellationToken cancellationToken
    ) =>
        subject.Group == MoveGroup.Drafts
            ? MoveDraftAsync(db, plan, subject.Id, target, cancellationToken)
            : MoveDossierAsync(db, plan, subject.Id, target, cancellationToken);

    private async Task<(MoveGroup, MoveOutcome)?> MoveDraftAsync(
        DvcDbContext db,
        PublishingPlan plan,
        Guid id,
        Revision target,
        CancellationToken cancellationToken
    )
    {
        await db.LockDraftAsync(id, cancellationToken);
        if (await MoveReading.Drafts(db, plan).SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } draft)
        {
            return null;
        }

        if (MoveRules.Decide(plan.Drafts, 0, canAsk: false) == MoveOutcome.Stays)
        {
            return (MoveGroup.Drafts, MoveOutcome.Stays);
        }

        await MoveAsync(db, draft, target, cancellationToken);
        return (MoveGroup.Drafts, MoveOutcome.Moves);
    }

    private async Task<(MoveGroup, MoveOutcome)?> MoveDossierAsync(
        DvcDbContext db,
        PublishingPlan plan,
        Guid id,
        Revision target,
        CancellationToken cancellationToken
    )
    {
        await db.LockDossiersAsync([id], cancellationToken);
        var dossier = await MoveReading
            .Dossiers(db, plan)
            .Include(d => d.Answers)
            .Include(d => d.Documents)
            .Include(d => d.Supplements)
                .ThenInclude(s => s.Items)
            .AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        if (dossier is null)
        {
            return null;
        }

        var now = await reading.OfAsync(dossier, target.Reading, cancellationToken);
        var outcome = MoveRules.Decide(plan.Choices.Of(now.Group), now.Impact.Needs, now.Impact.CanAsk);
        if (outcome is MoveOutcome.Stays or MoveOutcome.CannotAsk)
        {
            return (now.Group, outcome);
        }

        var by = new Actor(plan.ById, await NameAsync(db, plan.ById, cancellationToken), ActorKind.Officer);
        var was = (await revisions.GetAsync(dossier.RevisionId, cancellationToken)).Number;
        dossier.MoveToRevision(by, new RevisionTarget(target.Id, was, target.Number), now.Move, Now);
        if (outcome == MoveOutcome.Asks)
        {
            dossier.AskDifference(by, await DemandAsync(now.Move, target, cancellationToken), Now);
        }

        await MoveAnswersAsync(db, dossier, target, cancellationToken);
        return (now.Group, outcome);
    }

    private async Task MoveAsync(DvcDbContext db, Draft draft, Revision target, CancellationToken cancellationToken)
    {
        var answers = await db.DraftAnswers.Where(a => a.DraftId == draft.Id).ToListAsync(cancellationToken);
        var papers = await db.DraftPapers.AsNoTracking().Where(p => p.DraftId == draft.Id).ToListAsync(cancellationToken);
        var move = (await reading.OfAsync(draft, answers, papers, target.Reading, cancellationToken)).Move;
        db.DraftAnswers.RemoveRange(answers.Where(a => move.Dropped.Contains(a.Path)));
        draft.MovedFromId ??= draft.RevisionId;
        draft.RevisionId = target.Id;
        db.Changed.Add(draft.Id);
    }

    // An answer to an open request goes along with its dossier: it holds the same answers, and those that are asked for.
    private static async Task MoveAnswersAsync(DvcDbContext db, Dossier dossier, Revision target, CancellationToken cancellationToken)
    {
        var requests = dossier.Supplements.Where(s => s.State == SupplementState.Sent).Select(s => (Guid?)s.Id).ToList();
        var open = await db
            .Drafts.Where(d => d.DossierId == null && d.RequestId != null && requests.Contains(d.RequestId))
            .Select(d => d.Id)
            .ToListAsync(cancellationToken);
        var filed = CanonicalAnswers.Reopen(target.Form.Definition, dossier.Answers.Json);
        foreach (var id in open)
        {
            await db.LockDraftAsync(id, cancellationToken);
            var draft = await db.Drafts.SingleAsync(d => d.Id == id, cancellationToken);
            var answers = await db.DraftAnswers.Where(a => a.DraftId == draft.Id).ToListAsync(cancellationToken);
            var paths = answers.Select(a => a.Path).ToHashSet(StringComparer.Ordinal);
            db.DraftAnswers.RemoveRange(
                answers.Where(a =>
                    a.Value is not null && !AnswerFit.HasPlace(target.Form.Definition, a.Path, AnswerValue.FromJson(a.Value))
                )
            );
            foreach (var (path, value) in filed.All.Where(answer => !paths.Contains(answer.Key)))
            {
                db.DraftAnswers.Add(
                    new DraftAnswer
                    {
                        DraftId = draft.Id,
                        Path = path,
                        Value = value.ToJson(),
                        Sequence = ++draft.Sequence,
                        SavedAt = draft.UpdatedAt,
                        Device = "dossier",
                    }
                );
            }

            draft.RevisionId = target.Id;
            db.Changed.Add(draft.Id);
        }
    }

    private async Task<SupplementDemand> DemandAsync(RevisionMove move, Revision target, CancellationToken cancellationToken)
    {
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var day = calendar.AddWorkingDays(VietnamTime.DateOf(Now), DaysToAnswer);
        var reason = Say.With(AuthoringText.AskReason, target.Number);
        return new SupplementDemand(
            reason,
            [
                .. move.Asked(target.Form.Definition)
                    .Select(asked => new SupplementDemandItem(
                        asked.Kind,
                        asked.Target,
                        asked.Kind == SupplementKind.Paper ? AuthoringText.AskPaper : AuthoringText.AskField
                    )),
            ],
            VietnamTime.StartOf(day.AddDays(1)),
            reason
        );
    }

    private static async Task<string> NameAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken) =>
        await db.Users.Where(u => u.Id == userId).Select(u => u.FullName).SingleOrDefaultAsync(cancellationToken) ?? AuthoringText.Portal;
}
