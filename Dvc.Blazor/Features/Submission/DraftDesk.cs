using System.Linq.Expressions;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Files;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Submission;

/// <summary>What a person can do with an own draft. Whose it is goes into every query: a foreign draft is not found.</summary>
public sealed class DraftDesk(
    DvcDatabase database,
    OwnDrafts drafts,
    Revisions revisions,
    Units units,
    FormContexts contexts,
    IOptions<FilesOptions> files,
    TimeProvider clock
)
{
    /// <summary>Most answers one draft may hold; far beyond any real form.</summary>
    public const int MaxAnswers = 5000;

    /// <summary>Longest answer, JSON characters.</summary>
    public const int MaxAnswerLength = 20_000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The name of a procedure that takes dossiers online; null for any other code.</summary>
    public Task<string?> NameAsync(string procedureCode, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                await db.Procedures.SingleOrDefaultAsync(p => p.Code == procedureCode, cancellationToken) is { IsOnline: true } procedure
                    ? procedure.Name
                    : null,
            cancellationToken
        );

    /// <summary>The person's own open draft of a procedure, or null.</summary>
    public Task<DraftView?> FindAsync(Guid userId, string procedureCode, CancellationToken cancellationToken) =>
        FindAsync(userId, d => d.ProcedureCode == procedureCode && d.CounterMark == null, cancellationToken);

    /// <summary>An open draft that the person began at the counter and may go on with, or null.</summary>
    public Task<DraftView?> FindAtCounterAsync(Guid userId, Guid draftId, CancellationToken cancellationToken) =>
        FindAsync(userId, d => d.Id == draftId && d.CounterMark != null, cancellationToken);

    /// <summary>A draft as it stands now; null when it is gone or filed.</summary>
    public Task<DraftView?> FindAgainAsync(Guid userId, DraftView draft, CancellationToken cancellationToken) =>
        draft.Counter is null
            ? FindAsync(userId, draft.ProcedureCode, cancellationToken)
            : FindAtCounterAsync(userId, draft.Id, cancellationToken);

    /// <summary>The open draft of a procedure; a new one starts with what the account knows.</summary>
    /// <exception cref="RuleViolationException">The procedure does not exist or takes no dossiers online.</exception>
    public async Task<DraftView> OpenAsync(Guid userId, string procedureCode, CancellationToken cancellationToken)
    {
        if (await FindAsync(userId, procedureCode, cancellationToken) is { } open)
        {
            return open;
        }

        try
        {
            await database.WriteAsync(db => CreateAsync(db, userId, procedureCode, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another tab opened it in the same moment; its draft is as good. Anything else shows below.
        }

        return await FindAsync(userId, procedureCode, cancellationToken) ?? throw new RuleViolationException("Draft.NotFound");
    }

    /// <summary>Saves answers one by one: what another device wrote in the meantime is not overwritten but comes back as a conflict.</summary>
    /// <param name="device">Random id of the open page.</param>
    /// <exception cref="RuleViolationException">No such draft, or an answer that cannot be kept.</exception>
    public Task<SaveReceipt> SaveAsync(
        Guid userId,
        Guid draftId,
        IReadOnlyList<AnswerChange> changes,
        string device,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async db =>
            {
                var draft = await drafts.NewAsync(db, userId, draftId, cancellationToken);
                var form = (await revisions.GetAsync(draft.RevisionId, cancellationToken)).Form;
                return await MergeAsync(db, draft, form, changes, device, Now, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Chooses where to file; at the counter that is settled from the start.</summary>
    /// <exception cref="RuleViolationException">The unit does not take dossiers of this procedure.</exception>
    public async Task ChooseUnitAsync(Guid userId, Guid draftId, string unitId, CancellationToken cancellationToken) =>
        await ChangeAsync(
            userId,
            draftId,
            async draft =>
            {
                var offered = await units.ServingAsync(draft.ProcedureCode, cancellationToken);
                if (offered.All(s => s.Unit.Id != unitId) || (draft.Counter is not null && draft.UnitId != unitId))
                {
                    throw new RuleViolationException("Draft.UnitNotOffered");
                }

                draft.UnitId = unitId;
            },
            cancellationToken
        );

    /// <summary>Remembers the step, so that another device goes on there.</summary>
    public Task GoToStepAsync(Guid userId, Guid draftId, string step, CancellationToken cancellationToken) =>
        ChangeAsync(
            userId,
            draftId,
            draft =>
            {
                draft.Step = WizardSteps.All.Contains(step) ? step : throw new RuleViolationException("Draft.UnknownStep");
                return Task.CompletedTask;
            },
            cancellationToken
        );

    /// <summary>Takes a paper away; removing it twice is the same.</summary>
    public Task RemovePaperAsync(Guid userId, Guid draftId, Guid paperId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var draft = await drafts.OpenAsync(db, userId, draftId, cancellationToken);
                if (await db.DraftPapers.SingleOrDefaultAsync(p => p.Id == paperId && p.DraftId == draftId, cancellationToken) is { } paper)
                {
                    db.DraftPapers.Remove(paper);
                    Touch(db, draft);
                }
            },
            cancellationToken
        );

    /// <summary>Puts a paper back that was taken away by mistake; putting it back twice is the same.</summary>
    /// <param name="paper">As it was read before it was removed.</param>
    public Task PutBackPaperAsync(Guid userId, Guid draftId, DraftPaperView paper, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var draft = await drafts.OpenAsync(db, userId, draftId, cancellationToken);
                if (!await db.DraftPapers.AnyAsync(p => p.Id == paper.Id, cancellationToken))
                {
                    db.DraftPapers.Add(
                        new DraftPaper
                        {
                            Id = paper.Id,
                            DraftId = draftId,
                            ComponentCode = paper.ComponentCode,
                            Ordinal = paper.Ordinal,
                            File = paper.File,
                            AddedAt = paper.AddedAt,
                        }
                    );
                    Touch(db, draft);
                }
            },
            cancellationToken
        );

    /// <summary>Lays a paper into another slot, behind what lies there.</summary>
    /// <param name="componentCode">Code of the required document, or <see cref="PaperSlots.Unsorted"/>.</param>
    /// <exception cref="RuleViolationException">The slot does not take such a file, or no more.</exception>
    public Task SortPaperAsync(Guid userId, Guid draftId, Guid paperId, string componentCode, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var draft = await drafts.OpenAsync(db, userId, draftId, cancellationToken);
                var papers = await db.DraftPapers.Where(p => p.DraftId == draftId).ToListAsync(cancellationToken);
                if (papers.SingleOrDefault(p => p.Id == paperId) is not { } paper || paper.ComponentCode == componentCode)
                {
                    return;
                }

                var takes = await PaperSlots.AcceptedAsync(db, userId, draftId, componentCode, cancellationToken);
                var lying = papers.Where(p => p.ComponentCode == componentCode).ToList();
                if (takes is null || PaperKinds.FromMediaType(paper.File.MediaType) is not { } kind || !takes.Contains(kind))
                {
                    throw new RuleViolationException("Draft.PaperDoesNotFit");
                }

                if (componentCode != PaperSlots.Unsorted && lying.Count >= files.Value.MaxFilesPerSlot)
                {
                    throw new RuleViolationException("Draft.SlotIsFull", files.Value.MaxFilesPerSlot);
                }

                paper.ComponentCode = componentCode;
                paper.Ordinal = lying.Select(p => p.Ordinal).DefaultIfEmpty().Max() + 1;
                Touch(db, draft);
            },
            cancellationToken
        );

    /// <summary>Throws the draft away with everything in it.</summary>
    public Task DiscardAsync(Guid userId, Guid draftId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                db.Drafts.Remove(await drafts.NewAsync(db, userId, draftId, cancellationToken));
                db.Changed.Add(draftId);
            },
            cancellationToken
        );

    /// <summary>The units to choose from; at the counter there is no choice.</summary>
    public async Task<IReadOnlyList<ServingUnit>> UnitsAsync(DraftView draft, CancellationToken cancellationToken)
    {
        var offered = await units.ServingAsync(draft.ProcedureCode, cancellationToken);
        return draft.Counter is null ? offered : [.. offered.Where(s => s.Unit.Id == draft.UnitId)];
    }

    // Of new dossiers: what answers a request of a filed one has a desk of its own.
    private async Task<DraftView?> FindAsync(Guid userId, Expression<Func<Draft, bool>> which, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            async db =>
            {
                var draft = await OwnDrafts
                    .Of(db, userId)
                    .Where(d => d.DossierId == null && d.RequestId == null)
                    .SingleOrDefaultAsync(which, cancellationToken);
                return draft is not null && await drafts.MayGoOnAsync(db, draft, cancellationToken)
                    ? await StoredDraft.LoadAsync(db, draft, cancellationToken)
                    : null;
            },
            cancellationToken
        );
        if (found is null)
        {
            return null;
        }

        var view = found.View(await revisions.GetAsync(found.Draft.RevisionId, cancellationToken));
        return found.Draft.MovedFromId is { } from
            ? view with
            {
                NewlyWanted = await NewlyWantedAsync(view, from, cancellationToken),
            }
            : view;
    }

    private async Task<IReadOnlySet<string>> NewlyWantedAsync(DraftView draft, Guid fromId, CancellationToken cancellationToken)
    {
        var from = await revisions.GetAsync(fromId, cancellationToken);
        var move = RevisionMove.OfDraft(
            from.Reading,
            draft.Revision.Reading,
            draft.Answers,
            draft.Papers.Select(p => p.ComponentCode).ToHashSet(StringComparer.Ordinal),
            await contexts.TodayAsync(cancellationToken)
        );
        return move.Needs.Select(need => need.Path).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Brings changes into a draft that is held.</summary>
    internal static async Task<SaveReceipt> MergeAsync(
        DvcDbContext db,
        Draft draft,
        CompiledForm form,
        IReadOnlyList<AnswerChange> changes,
        string device,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var paths = changes.Select(c => c.Path).ToList();
        var stored = await db
            .DraftAnswers.Where(a => a.DraftId == draft.Id && paths.Contains(a.Path))
            .ToDictionaryAsync(a => a.Path, cancellationToken);
        if (stored.Count < paths.Distinct(StringComparer.Ordinal).Count())
        {
            await RefuseTooManyAsync(db, draft.Id, cancellationToken);
        }

        await RowLimit.CheckAsync(db, draft.Id, form, changes, cancellationToken);
        var receipt = new AnswerMerge(draft, form, device, nowUtc).Apply(changes, stored, answer => db.DraftAnswers.Add(answer));
        db.Changed.Add(draft.Id);
        return receipt;
    }

    private static async Task RefuseTooManyAsync(DvcDbContext db, Guid draftId, CancellationToken cancellationToken)
    {
        if (await db.DraftAnswers.CountAsync(a => a.DraftId == draftId, cancellationToken) >= MaxAnswers)
        {
            throw new RuleViolationException("Draft.TooManyAnswers", MaxAnswers);
        }
    }

    private async Task CreateAsync(DvcDbContext db, Guid userId, string procedureCode, CancellationToken cancellationToken)
    {
        var procedure = await db.Procedures.SingleOrDefaultAsync(p => p.Code == procedureCode, cancellationToken);
        if (procedure is not { IsOnline: true, CurrentRevisionId: { } revisionId })
        {
            throw new RuleViolationException("Procedure.NotOnline");
        }

        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        var offered = await units.ServingAsync(procedureCode, cancellationToken);
        var draft = new Draft
        {
            OwnerId = userId,
            ProcedureCode = procedureCode,
            RevisionId = revisionId,
            UnitId = offered.Count == 1 ? offered[0].Unit.Id : null,
            Step = WizardSteps.Unit,
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        db.Drafts.Add(draft);
        Prefill(db, draft, await revisions.GetAsync(revisionId, cancellationToken), AccountAnswers.Of(user));
    }

    /// <summary>Gives a new draft the answers that are known already.</summary>
    /// <param name="known">By the prefill paths that forms use.</param>
    internal static void Prefill(DvcDbContext db, Draft draft, Revision revision, IReadOnlyDictionary<string, AnswerValue> known)
    {
        foreach (var (path, value) in FormPrefill.Answers(revision.Definition.Form, known, FormAnswers.Empty))
        {
            db.DraftAnswers.Add(
                new DraftAnswer
                {
                    DraftId = draft.Id,
                    Path = path,
                    Value = value.ToJson(),
                    Sequence = ++draft.Sequence,
                    SavedAt = draft.CreatedAt,
                    Device = "account",
                }
            );
        }
    }

    private Task ChangeAsync(Guid userId, Guid draftId, Func<Draft, Task> change, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var draft = await drafts.NewAsync(db, userId, draftId, cancellationToken);
                await change(draft);
                Touch(db, draft);
            },
            cancellationToken
        );

    private void Touch(DvcDbContext db, Draft draft)
    {
        draft.UpdatedAt = Now;
        db.Changed.Add(draft.Id);
    }
}
