using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Authoring.Moving;

/// <summary>A publication as its administrator sees it.</summary>
/// <param name="Name">Name of the procedure.</param>
/// <param name="Draft">The open draft; null once it is published.</param>
/// <param name="Current">The content that is published; null of a procedure that never was.</param>
/// <param name="Plan">The plan of the draft, or the last one that was carried out; null when there is none.</param>
/// <param name="By">Who decided, or had the plan made; null when the account is gone.</param>
public sealed record PlanView(string Name, ProcedureRevision? Draft, ProcedureDefinition? Current, PublishingPlan? Plan, string? By = null)
{
    /// <summary>What changes that a second administrator has to confirm; empty where one is enough.</summary>
    public IReadOnlyList<ContentPart> ToConfirm { get; init; } = [];

    /// <summary>The content that the plan is about; the current one when there is no draft.</summary>
    public ProcedureDefinition? Next { get; } = Draft is null ? Current : ProcedureDefinition.Parse(Draft.Content);

    public ImpactReport? Report => Plan is null ? null : PlanJson.Report(Plan);

    public IReadOnlyList<MoveTally> Tallies => Plan is null ? [] : PlanJson.Tallies(Plan);
}

/// <summary>Begins plans of publications and shows how far they are. The work is done behind the pages.</summary>
public sealed class PlanDesk(
    DvcDatabase database,
    AuthoringRights rights,
    PlanBell bell,
    IOptions<AuthoringOptions> options,
    TimeProvider clock
)
{
    /// <summary>Has it found out what publishing the draft as it stands would mean; a plan of the same content goes on.</summary>
    /// <returns>Id of the plan.</returns>
    /// <exception cref="RuleViolationException">No such draft in these hands, or it has faults.</exception>
    public async Task<Guid> BeginAsync(Guid byId, string code, CancellationToken cancellationToken)
    {
        var id = await database.WriteAsync(
            async db =>
            {
                await rights.LoadAsync(db, byId, code, cancellationToken);
                var draft = await AuthorDraftDesk.DraftAsync(db, code, cancellationToken);
                var open = await db.PublishingPlans.Where(p => p.RevisionId == draft.Id).ToListAsync(cancellationToken);
                if (open.Find(p => p.ContentHash == draft.ContentHash) is { } known)
                {
                    return known.Id;
                }

                var errors = ProcedureCheck.Run(ProcedureDefinition.Parse(draft.Content)).Count(f => f.Severity == Severity.Error);
                if (errors > 0)
                {
                    throw new RuleViolationException("Authoring.HasFaults", errors);
                }

                db.PublishingPlans.RemoveRange(open);
                var plan = new PublishingPlan(code, draft.Id, draft.ContentHash, byId, clock.GetUtcNow().UtcDateTime);
                db.PublishingPlans.Add(plan);
                return plan.Id;
            },
            cancellationToken
        );
        bell.Wake();
        return id;
    }

    /// <summary>Has it found out anew, since drafts and dossiers have changed meanwhile.</summary>
    /// <exception cref="RuleViolationException">No such draft in these hands, or it has faults.</exception>
    public async Task<Guid> BeginAgainAsync(Guid byId, string code, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async db =>
            {
                await rights.LoadAsync(db, byId, code, cancellationToken);
                var draft = await AuthorDraftDesk.DraftAsync(db, code, cancellationToken);
                return await db
                    .PublishingPlans.Where(p => p.RevisionId == draft.Id && p.State == PlanState.Reckoned)
                    .ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );
        return await BeginAsync(byId, code, cancellationToken);
    }

    /// <summary>Null when there is no such procedure in these hands.</summary>
    public Task<PlanView?> FindAsync(Guid byId, string code, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var own = await rights.OfAsync(db, byId, cancellationToken);
                if (await own.SingleOrDefaultAsync(p => p.Code == code, cancellationToken) is not { } procedure)
                {
                    return null;
                }

                var draft = await db.Revisions.SingleOrDefaultAsync(
                    r => r.ProcedureCode == code && r.PublishedAt == null,
                    cancellationToken
                );
                var current = await PublishingDesk.CurrentAsync(db, procedure, cancellationToken);
                var plan = await db
                    .PublishingPlans.Where(p =>
                        p.ProcedureCode == code && (draft == null ? p.RevisionId == procedure.CurrentRevisionId : p.RevisionId == draft.Id)
                    )
                    .OrderByDescending(p => p.At)
                    .FirstOrDefaultAsync(cancellationToken);
                var decider = plan?.ById;
                var view = new PlanView(
                    procedure.Name,
                    draft,
                    current,
                    plan is null || (draft is not null && plan.ContentHash != draft.ContentHash) ? null : plan,
                    await db.Users.Where(u => u.Id == decider).Select(u => u.FullName).SingleOrDefaultAsync(cancellationToken)
                );
                return options.Value.FourEyes && draft is not null
                    ? view with
                    {
                        ToConfirm = WeightyChange.Between(current, view.Next!),
                    }
                    : view;
            },
            cancellationToken
        );
}
