using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Authoring;

/// <summary>An open draft as its author has it.</summary>
/// <param name="Edits">The number to name when saving.</param>
/// <param name="PublishAt">UTC; while set, the draft cannot be changed.</param>
/// <param name="ChangedAt">UTC.</param>
public sealed record OpenDraft(
    Guid Id,
    string Code,
    int Number,
    int Edits,
    ProcedureDefinition Content,
    PublishedKeys Published,
    DateTime? PublishAt,
    DateTime? ChangedAt
);

/// <summary>Begins, saves and drops the draft of a procedure; there is at most one.</summary>
public sealed class AuthorDraftDesk(DvcDatabase database, AuthoringRights rights, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The open draft, or null when there is none in these hands.</summary>
    public Task<OpenDraft?> FindAsync(Guid byId, string code, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var own = await rights.OfAsync(db, byId, cancellationToken);
                if (!await own.AnyAsync(p => p.Code == code, cancellationToken))
                {
                    return null;
                }

                var revisions = await db.Revisions.Where(r => r.ProcedureCode == code).ToListAsync(cancellationToken);
                var published = revisions.Where(r => r.IsPublished).Select(r => ProcedureDefinition.Parse(r.Content).Form);
                return revisions.Find(r => !r.IsPublished) is { } draft
                    ? new OpenDraft(
                        draft.Id,
                        code,
                        draft.Number,
                        draft.Edits,
                        ProcedureDefinition.Parse(draft.Content),
                        new PublishedKeys(published),
                        draft.PublishAt,
                        draft.ChangedAt
                    )
                    : null;
            },
            cancellationToken
        );

    /// <summary>Begins a draft with the content of a published revision: the current one, or an earlier one to restore it.</summary>
    /// <param name="number">Number of the revision; null: the current one.</param>
    /// <exception cref="RuleViolationException">No such procedure or revision in these hands, or a draft is open already.</exception>
    public Task BeginAsync(Guid byId, string code, int? number, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var procedure = await rights.LoadAsync(db, byId, code, cancellationToken);
                var from =
                    await db.Revisions.SingleOrDefaultAsync(
                        r =>
                            r.ProcedureCode == code
                            && r.PublishedAt != null
                            && (number == null ? r.Id == procedure.CurrentRevisionId : r.Number == number),
                        cancellationToken
                    ) ?? throw new RuleViolationException("Authoring.NoRevision");
                var draft = await BeginAsync(db, byId, code, ProcedureDefinition.Parse(from.Content), from.Number, Now, cancellationToken);
                db.Note(code, ProcedureAct.DraftBegun, byId, Now, draft.Number, $"{from.Number}");
            },
            cancellationToken
        );

    /// <summary>Saves the content of the draft.</summary>
    /// <param name="seen">The number of edits of the draft that the content was made of.</param>
    /// <returns>The number to name next time.</returns>
    /// <exception cref="RuleViolationException">No such draft in these hands, it is to be published, or somebody else changed it meanwhile.</exception>
    public Task<int> SaveAsync(Guid byId, string code, int seen, ProcedureDefinition content, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var procedure = await rights.LoadAsync(db, byId, code, cancellationToken);
                if (content.Code != procedure.Code)
                {
                    throw new RuleViolationException("Authoring.CodeIsFixed");
                }

                await rights.CheckAsync(db, byId, ProcedureUnits.Read(content), cancellationToken);
                var draft = await DraftAsync(db, code, cancellationToken);
                draft.Change(ProcedureContent.Write(content), seen, byId, Now);
                db.Note(code, ProcedureAct.DraftChanged, byId, Now, draft.Number, draft.ContentHash);
                return draft.Edits;
            },
            cancellationToken
        );

    /// <summary>Throws the draft away.</summary>
    /// <exception cref="RuleViolationException">There is none in these hands.</exception>
    public Task DropAsync(Guid byId, string code, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await rights.LoadAsync(db, byId, code, cancellationToken);
                var draft = await DraftAsync(db, code, cancellationToken);
                db.Revisions.Remove(draft);
                await db.PublishingPlans.Where(p => p.RevisionId == draft.Id).ExecuteDeleteAsync(cancellationToken);
                db.Note(code, ProcedureAct.DraftDropped, byId, Now, draft.Number, draft.ContentHash);
            },
            cancellationToken
        );

    internal static async Task<ProcedureRevision> DraftAsync(DvcDbContext db, string code, CancellationToken cancellationToken) =>
        await db.Revisions.SingleOrDefaultAsync(r => r.ProcedureCode == code && r.PublishedAt == null, cancellationToken)
        ?? throw new RuleViolationException("Authoring.NoDraft");

    internal static async Task<ProcedureRevision> BeginAsync(
        DvcDbContext db,
        Guid byId,
        string code,
        ProcedureDefinition content,
        int? basedOn,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var numbers = await db
            .Revisions.Where(r => r.ProcedureCode == code)
            .Select(r => new { r.Number, IsOpen = r.PublishedAt == null })
            .ToListAsync(cancellationToken);
        if (numbers.Exists(r => r.IsOpen))
        {
            throw new RuleViolationException("Authoring.DraftIsOpen");
        }

        var draft = ProcedureRevision.Draft(
            code,
            numbers.Select(r => r.Number).DefaultIfEmpty().Max() + 1,
            ProcedureContent.Write(content),
            byId,
            nowUtc,
            basedOn
        );
        db.Revisions.Add(draft);
        return draft;
    }
}
