using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Submission;

/// <summary>What is still missing before a draft can be filed, and the answers that would count.</summary>
/// <param name="MissingPapers">Codes of required documents without a file.</param>
public sealed record DraftCheck(FormState State, IReadOnlyList<string> MissingPapers, bool UnitChosen)
{
    public bool IsComplete => UnitChosen && MissingPapers.Count == 0 && Unsorted == 0 && State.IsComplete;

    /// <summary>Files that were dropped at the counter and are not laid to a paper yet.</summary>
    public int Unsorted { get; init; }

    /// <summary>Hash of everything that is reviewed: answers, unit and papers.</summary>
    public required string Hash { get; init; }
}

/// <summary>What became of a submission.</summary>
public abstract record SubmissionOutcome
{
    /// <summary>Filed, now or by an earlier click.</summary>
    public sealed record Done(string DossierNumber) : SubmissionOutcome;

    /// <summary>Not filed: something was changed after the review, on another device or in another tab.</summary>
    public sealed record Changed : SubmissionOutcome;

    /// <summary>Not filed: something is missing.</summary>
    public sealed record Incomplete(DraftCheck Check) : SubmissionOutcome;
}

/// <summary>Files a draft as a dossier: once, whatever is clicked, retried or open twice.</summary>
public sealed class SubmissionDesk(
    DvcDatabase database,
    OwnDrafts drafts,
    Revisions revisions,
    Units units,
    FormContexts contexts,
    NationalIdIndex index,
    ActLimits limits,
    TimeProvider clock
)
{
    /// <summary>Checks a draft against its revision.</summary>
    public async Task<DraftCheck> CheckAsync(DraftView draft, CancellationToken cancellationToken)
    {
        var state = FormEvaluator.Evaluate(draft.Revision.Form, draft.Answers, await contexts.TodayAsync(cancellationToken));
        var attached = draft.Papers.Select(p => p.ComponentCode).ToHashSet(StringComparer.Ordinal);
        return new DraftCheck(
            state,
            [.. state.Papers.Where(p => p.Required && !attached.Contains(p.Code)).Select(p => p.Code)],
            draft.UnitId is not null
        )
        {
            Hash = ReviewHash.Of(draft, state),
            Unsorted = draft.Papers.Count(p => p.ComponentCode == PaperSlots.Unsorted),
        };
    }

    /// <summary>Files the draft if it is complete and still what was reviewed.</summary>
    /// <param name="reviewedHash"><see cref="DraftCheck.Hash"/> of what the person saw.</param>
    /// <exception cref="RuleViolationException">No such draft, the procedure is closed, a paper in which malware was found, too many in a short time; or at the counter, the applicant has
    /// not agreed to what is filed.</exception>
    public async Task<SubmissionOutcome> SubmitAsync(Guid userId, Guid draftId, string reviewedHash, CancellationToken cancellationToken)
    {
        await limits.RequireAsync(LimitKind.Submission, userId, cancellationToken);
        var offered = await units.ServingAsync(await ProcedureOfAsync(userId, draftId, cancellationToken), cancellationToken);
        await index.ReadyAsync(cancellationToken);
        try
        {
            return await database.WriteAsync(
                db => SubmitAsync(db, userId, draftId, reviewedHash, offered, cancellationToken),
                cancellationToken
            );
        }
        catch (DbUpdateException)
        {
            // Another tab or node filed it in the same moment, which the idempotency key makes known; anything else goes up.
            if (await FiledAsync(userId, draftId, cancellationToken) is { } number)
            {
                return new SubmissionOutcome.Done(number);
            }

            throw;
        }
    }

    private async Task<SubmissionOutcome> SubmitAsync(
        DvcDbContext db,
        Guid userId,
        Guid draftId,
        string reviewedHash,
        IReadOnlyList<ServingUnit> offered,
        CancellationToken cancellationToken
    )
    {
        await db.LockDraftAsync(draftId, cancellationToken);
        var draft = await OwnDrafts.Of(db, userId).SingleAsync(d => d.Id == draftId && d.RequestId == null, cancellationToken);
        if (!await drafts.MayGoOnAsync(db, draft, cancellationToken))
        {
            throw new RuleViolationException("Draft.NotFound");
        }

        if (draft.DossierId is { } dossierId)
        {
            return new SubmissionOutcome.Done(await NumberOfAsync(db, dossierId, cancellationToken));
        }

        // Also a draft begun before: what nobody deals with any more must not be taken in.
        if (await db.Procedures.AnyAsync(p => p.Code == draft.ProcedureCode && p.ClosedAt != null, cancellationToken))
        {
            throw new RuleViolationException("Procedure.Closed");
        }

        var stored = await StoredDraft.LoadAsync(db, draft, cancellationToken);
        var view = stored.View(await revisions.GetAsync(draft.RevisionId, cancellationToken));
        var check = await CheckAsync(view, cancellationToken);
        var serving = offered.SingleOrDefault(s => s.Unit.Id == draft.UnitId);
        if (!check.IsComplete || serving is null)
        {
            return new SubmissionOutcome.Incomplete(check with { UnitChosen = serving is not null });
        }

        if (check.Hash != reviewedHash)
        {
            return new SubmissionOutcome.Changed();
        }

        if (await HasInfectedPaperAsync(db, view, cancellationToken))
        {
            throw new RuleViolationException("Draft.PaperInfected");
        }

        var dossier = await FileAsync(db, view, check, serving, draft, cancellationToken);
        draft.DossierId = dossier.Id;
        db.Changed.Add(draft.Id);
        return new SubmissionOutcome.Done(dossier.Number);
    }

    private async Task<Dossier> FileAsync(
        DvcDbContext db,
        DraftView draft,
        DraftCheck check,
        ServingUnit serving,
        Draft begun,
        CancellationToken cancellationToken
    )
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var counter = begun.Counter;
        var owner = counter is null ? begun.OwnerId : counter.ApplicantId ?? Applicant.Nobody;
        var applicant = SharedFields.Applicant(owner, draft, check.State);
        if (SharedFields.ApplicantNumber(draft, check.State) is { } number)
        {
            applicant = applicant with { IdMark = await index.MarkAsync(number, cancellationToken) };
        }

        var order = draft
            .Revision.Definition.Components.Select((c, i) => (c.Code, i))
            .ToDictionary(c => c.Code, c => c.i, StringComparer.Ordinal);
        var asked = check.State.Papers.Where(p => p.Asked).Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
        var submission = new Domain.Dossiers.Submission
        {
            Number = await db.NextDossierNumberAsync(serving.Unit.NumberPrefix, VietnamTime.DateOf(nowUtc), cancellationToken),
            ProcedureCode = draft.ProcedureCode,
            ProcedureName = draft.ProcedureName,
            SectorCode = draft.Revision.Definition.Field,
            RevisionId = draft.Revision.Id,
            UnitId = serving.Unit.Id,
            ReceivingAgencyId = serving.Receiver.Id,
            CompetentAgencyId = serving.Competent.Id,
            HandlingAgencyId = serving.Handling?.Id,
            Applicant = applicant,
            ResultDelivery = SharedFields.Delivery(check.State),
            LettersToApprove = LetterFormsOf.Numbers(draft.Revision.Definition.LetterApproval),
            Answers = check.State.Submitted.Json,
            AnswersHash = check.State.Submitted.Hash,
            IdempotencyKey = draft.IdempotencyKey,
            Counter = counter?.Help(begun.OwnerId, check.Hash),
            Papers =
            [
                .. draft
                    .Papers.Where(p => asked.Contains(p.ComponentCode))
                    .OrderBy(p => order.GetValueOrDefault(p.ComponentCode))
                    .Select(p => (p.Id, p.ComponentCode, p.Ordinal, p.File)),
            ],
        };
        var dossier = Dossier.Submit(
            submission,
            counter is null
                ? new Actor(begun.OwnerId, applicant.RepresentativeName ?? applicant.Name, ActorKind.Applicant)
                : new Actor(begun.OwnerId, counter.HelperName, ActorKind.Officer, counter.AgencyId),
            nowUtc
        );
        db.Dossiers.Add(dossier);
        return dossier;
    }

    internal static Task<bool> HasInfectedPaperAsync(DvcDbContext db, DraftView draft, CancellationToken cancellationToken)
    {
        var contents = draft.Papers.Select(p => p.File.Sha256).ToList();
        return db.Set<FileScan>().AnyAsync(f => contents.Contains(f.Sha256) && f.State == ScanState.Infected, cancellationToken);
    }

    private Task<string> ProcedureOfAsync(Guid userId, Guid draftId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                await db
                    .Drafts.Where(d => d.Id == draftId && d.OwnerId == userId && d.RequestId == null)
                    .Select(d => d.ProcedureCode)
                    .SingleOrDefaultAsync(cancellationToken)
                ?? throw new RuleViolationException("Draft.NotFound"),
            cancellationToken
        );

    private Task<string?> FiledAsync(Guid userId, Guid draftId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Drafts.Where(d => d.Id == draftId && d.OwnerId == userId)
                    .Join(db.Dossiers, d => d.IdempotencyKey, d => d.IdempotencyKey, (_, dossier) => dossier.Number)
                    .SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );

    private static Task<string> NumberOfAsync(DvcDbContext db, Guid dossierId, CancellationToken cancellationToken) =>
        db.Dossiers.Where(d => d.Id == dossierId).Select(d => d.Number).SingleAsync(cancellationToken);
}
