using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Submission.Supplements;

/// <summary>
/// Answers requests for supplements. The answer is prepared as a draft of its own, made from the answers of the dossier, in which only what was asked can
/// be changed; sending it replaces the answers of the dossier in one transaction. Whose dossier it is goes into every query.
/// </summary>
public sealed class SupplementDesk(
    DvcDatabase database,
    OwnDrafts drafts,
    Revisions revisions,
    FormContexts contexts,
    NationalIdIndex index,
    ActLimits limits,
    TimeProvider clock
)
{
    private const string Origin = "dossier";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Whether a person has a dossier of this number, and whether it waits for an answer.</summary>
    public Task<(bool Exists, bool Waits)> StandsAsync(Guid userId, string number, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var dossier = await db.DossiersOf(userId)
                    .Where(d => d.Number == number)
                    .Select(d => new { d.Status, d.SupplementAnsweredAt })
                    .SingleOrDefaultAsync(cancellationToken);
                return (dossier is not null, dossier is { Status: DossierStatus.AwaitingSupplement, SupplementAnsweredAt: null });
            },
            cancellationToken
        );

    /// <summary>The open request of a dossier with the person's answer to it, begun now if it was not before; null when there is none.</summary>
    public async Task<SupplementView?> OpenAsync(Guid userId, string number, CancellationToken cancellationToken)
    {
        if (await FindAsync(userId, number, cancellationToken) is { } begun)
        {
            return begun;
        }

        try
        {
            await database.WriteAsync(db => BeginAsync(db, userId, number, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another tab began it in the same moment; its draft is as good.
        }

        return await FindAsync(userId, number, cancellationToken);
    }

    /// <summary>As <see cref="OpenAsync"/>, without beginning.</summary>
    public async Task<SupplementView?> FindAsync(Guid userId, string number, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            async db =>
            {
                var dossier = await Waiting(db, userId, number).SingleOrDefaultAsync(cancellationToken);
                if (dossier is null)
                {
                    return null;
                }

                var asked = dossier.Supplements[0];
                var draft = await db.Drafts.SingleOrDefaultAsync(
                    d => d.OwnerId == userId && d.RequestId == asked.Id && d.DossierId == null,
                    cancellationToken
                );
                var oneStop = await db
                    .Agencies.Where(a => a.Id == dossier.ReceivingAgencyId)
                    .Select(a => a.Name)
                    .SingleOrDefaultAsync(cancellationToken);
                return draft is null
                    ? null
                    : new
                    {
                        Dossier = dossier,
                        OneStop = oneStop ?? dossier.ReceivingAgencyId,
                        Stored = await StoredDraft.LoadAsync(db, draft, cancellationToken),
                    };
            },
            cancellationToken
        );
        if (found is null)
        {
            return null;
        }

        return ViewOf(found.Dossier, found.OneStop, found.Stored, await revisions.GetAsync(found.Dossier.RevisionId, cancellationToken));
    }

    /// <summary>Saves answers one by one, of fields that are open only.</summary>
    /// <exception cref="RuleViolationException">No such draft, or an answer that is not asked for or cannot be kept.</exception>
    public async Task<SaveReceipt> SaveAsync(
        Guid userId,
        Guid draftId,
        IReadOnlyList<AnswerChange> changes,
        string device,
        CancellationToken cancellationToken
    )
    {
        var today = await contexts.TodayAsync(cancellationToken);
        return await database.WriteAsync(
            async db =>
            {
                var draft = await drafts.OpenAsync(db, userId, draftId, cancellationToken);
                var dossier =
                    await db.DossiersOf(userId)
                        .Include(d => d.Answers)
                        .Include(d => d.Supplements.Where(s => s.Id == draft.RequestId && s.State == SupplementState.Sent))
                            .ThenInclude(s => s.Items)
                        .AsSplitQuery()
                        .SingleOrDefaultAsync(
                            d => d.Supplements.Any(s => s.Id == draft.RequestId && s.State == SupplementState.Sent),
                            cancellationToken
                        )
                    ?? throw new RuleViolationException("Draft.NotFound");
                var revision = await revisions.GetAsync(draft.RevisionId, cancellationToken);
                var stored = await StoredDraft.LoadAsync(db, draft, cancellationToken);
                var view = ViewOf(dossier, "", stored, revision);
                RequireOpen(view, changes, today);
                return await DraftDesk.MergeAsync(db, draft, revision.Form, changes, device, Now, cancellationToken);
            },
            cancellationToken
        );
    }

    /// <summary>How far the answer is.</summary>
    public async Task<SupplementCheck> CheckAsync(SupplementView view, CancellationToken cancellationToken)
    {
        var today = await contexts.TodayAsync(cancellationToken);
        return SupplementReview.Of(view, view.Draft.Answers, today);
    }

    /// <summary>Sends the answer if it is complete and still what was reviewed: once, whatever is clicked, retried or open twice.</summary>
    /// <param name="reviewedHash"><see cref="SupplementCheck.Hash"/> of what the person saw.</param>
    /// <exception cref="RuleViolationException">No such dossier or draft, something changed that was not asked, malware, or too many in a short time.</exception>
    public async Task<SupplementOutcome> SendAsync(
        Guid userId,
        string number,
        Guid draftId,
        string reviewedHash,
        CancellationToken cancellationToken
    )
    {
        await limits.RequireAsync(LimitKind.Submission, userId, cancellationToken);
        await index.ReadyAsync(cancellationToken);
        var today = await contexts.TodayAsync(cancellationToken);
        return await database.WriteAsync(
            db => SendAsync(db, userId, number, draftId, reviewedHash, today, cancellationToken),
            cancellationToken
        );
    }

    private async Task<SupplementOutcome> SendAsync(
        DvcDbContext db,
        Guid userId,
        string number,
        Guid draftId,
        string reviewedHash,
        FormContext today,
        CancellationToken cancellationToken
    )
    {
        await db.LockDossierAsync(number, cancellationToken);
        await db.LockDraftAsync(draftId, cancellationToken);
        var dossier =
            await db.DossiersOf(userId)
                .Include(d => d.Answers)
                .Include(d => d.Documents)
                .Include(d => d.Supplements)
                    .ThenInclude(s => s.Items)
                .AsSplitQuery()
                .SingleOrDefaultAsync(d => d.Number == number, cancellationToken)
            ?? throw new RuleViolationException("Draft.NotFound");
        var draft =
            await db.Drafts.SingleOrDefaultAsync(d => d.Id == draftId && d.OwnerId == userId && d.RequestId != null, cancellationToken)
            ?? throw new RuleViolationException("Draft.NotFound");
        if (draft.DossierId == dossier.Id)
        {
            return new SupplementOutcome.Done();
        }

        if (dossier.Supplements.SingleOrDefault(s => s.Id == draft.RequestId) is not { State: SupplementState.Sent } request)
        {
            return new SupplementOutcome.Closed();
        }

        var revision = await revisions.GetAsync(dossier.RevisionId, cancellationToken);
        var view = ViewOf(dossier, request, "", await StoredDraft.LoadAsync(db, draft, cancellationToken), revision);
        var check = SupplementReview.Of(view, view.Draft.Answers, today);
        if (!check.IsComplete)
        {
            return new SupplementOutcome.Incomplete();
        }

        if (check.Hash != reviewedHash)
        {
            return new SupplementOutcome.Changed();
        }

        RequireNothingElseChanged(view, check);
        if (await SubmissionDesk.HasInfectedPaperAsync(db, view.Draft, cancellationToken))
        {
            throw new RuleViolationException("Draft.PaperInfected");
        }

        var applicant = await ApplicantAsync(dossier, view.Draft, check.State, cancellationToken);
        var sender = await db.Users.Where(u => u.Id == userId).Select(u => u.FullName).SingleAsync(cancellationToken);
        dossier.AnswerSupplement(new Actor(userId, sender, ActorKind.Applicant), AnswerOf(view, check, applicant), Now);
        draft.DossierId = dossier.Id;
        db.Changed.Add(draft.Id);
        return new SupplementOutcome.Done();
    }

    private static SupplementAnswer AnswerOf(SupplementView view, SupplementCheck check, Applicant applicant)
    {
        var fields = check.Items.Where(i => i.Item.Kind == SupplementKind.Field).ToList();
        return new SupplementAnswer(
            check.State.Submitted.Json,
            check.State.Submitted.Hash,
            fields.ToDictionary(i => i.Item.Target, i => i.Before, StringComparer.Ordinal),
            fields.ToDictionary(i => i.Item.Target, i => i.After, StringComparer.Ordinal),
            [
                .. view
                    .Draft.Papers.Where(p =>
                        view.Request.Asks(SupplementKind.Paper, p.ComponentCode) || check.Scope.NewPapers.Contains(p.ComponentCode)
                    )
                    .Select(p => (p.Id, p.ComponentCode, p.Ordinal, p.File)),
            ]
        )
        {
            NewlyAsked = check.Scope.NewPapers,
            Applicant = applicant,
            Delivery = SharedFields.Delivery(check.State),
        };
    }

    private async Task<Applicant> ApplicantAsync(Dossier dossier, DraftView draft, FormState state, CancellationToken cancellationToken)
    {
        var applicant = SharedFields.Applicant(dossier.OwnerId, draft, state);
        return SharedFields.ApplicantNumber(draft, state) is { } number
            ? applicant with
            {
                IdMark = await index.MarkAsync(number, cancellationToken),
            }
            : applicant;
    }

    // The page offers open fields only; whoever sends others is refused. A field counts as open before or after the changes that come with it.
    private static void RequireOpen(SupplementView view, IReadOnlyList<AnswerChange> changes, FormContext today)
    {
        var changed = changes.Aggregate(view.Draft.Answers, (answers, change) => answers.With(change.Path, change.Value));
        var before = view.ScopeWith(view.Draft.Answers, today);
        var after = view.ScopeWith(changed, today);
        if (changes.Any(change => !before.IsOpen(change.Path) && !after.IsOpen(change.Path)))
        {
            throw new RuleViolationException("Supplement.NotAsked");
        }
    }

    private static void RequireNothingElseChanged(SupplementView view, SupplementCheck check)
    {
        var (filed, now) = (view.Filed, view.Draft.Answers);
        var paths = filed.All.Concat(now.All).Select(answer => answer.Key).Distinct(StringComparer.Ordinal);
        // What was answered on the way and is hidden again does not count.
        if (paths.Any(path => !Equals(filed[path], now[path]) && !check.Scope.IsOpen(path) && IsKnown(path)))
        {
            throw new RuleViolationException("Supplement.NotAsked");
        }

        bool IsKnown(string path) => filed[path] is not null || check.Filed[path] is { Visible: true };
    }

    private async Task BeginAsync(DvcDbContext db, Guid userId, string number, CancellationToken cancellationToken)
    {
        var dossier = await Waiting(db, userId, number).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (dossier is null)
        {
            return;
        }

        var revision = await revisions.GetAsync(dossier.RevisionId, cancellationToken);
        var draft = new Draft
        {
            OwnerId = userId,
            RequestId = dossier.Supplements[0].Id,
            ProcedureCode = dossier.ProcedureCode,
            RevisionId = dossier.RevisionId,
            UnitId = dossier.UnitId,
            Representation = dossier.Representation,
            OrganisationId = dossier.OrganisationId,
            Step = WizardSteps.Form,
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        db.Drafts.Add(draft);
        foreach (var (path, value) in CanonicalAnswers.Reopen(revision.Definition.Form, dossier.Answers.Json).All)
        {
            db.DraftAnswers.Add(
                new DraftAnswer
                {
                    DraftId = draft.Id,
                    Path = path,
                    Value = value.ToJson(),
                    Sequence = ++draft.Sequence,
                    SavedAt = Now,
                    Device = Origin,
                }
            );
        }
    }

    // With the one request that is open, and what it asks for.
    private static IQueryable<Dossier> Waiting(DvcDbContext db, Guid userId, string number) =>
        db.DossiersOf(userId)
            .Where(d => d.Number == number && d.Status == DossierStatus.AwaitingSupplement)
            .Where(d => d.Supplements.Any(s => s.State == SupplementState.Sent))
            .Include(d => d.Answers)
            .Include(d => d.Documents)
            .Include(d => d.Supplements.Where(s => s.State == SupplementState.Sent))
                .ThenInclude(s => s.Items)
            .AsSplitQuery();

    private static SupplementView ViewOf(Dossier dossier, string oneStop, StoredDraft stored, Revision revision) =>
        ViewOf(dossier, dossier.Supplements[0], oneStop, stored, revision);

    // The choice for whom it was filed answers the same questions on both sides.
    private static SupplementView ViewOf(Dossier dossier, SupplementRequest request, string oneStop, StoredDraft stored, Revision revision)
    {
        var draft = stored.View(revision);
        var filed = CanonicalAnswers.Reopen(revision.Definition.Form, dossier.Answers.Json);
        return new SupplementView(
            dossier.Id,
            dossier.Number,
            dossier.ProcedureName,
            request,
            ForWhomAnswers.In(filed, revision.Form, draft.Representation, draft.Organisation),
            [.. dossier.Documents.Where(d => d.IsCurrent).OrderBy(d => d.ComponentCode, StringComparer.Ordinal).ThenBy(d => d.Ordinal)],
            oneStop,
            draft
        );
    }
}
