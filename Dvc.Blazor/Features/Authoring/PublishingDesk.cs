using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Features.Authoring.Moving;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Authoring;

/// <summary>Publishes drafts, at once or at a time to come. Drafts of citizens and running dossiers stay on the revision they were begun on, unless the plan of the
/// publication says otherwise.</summary>
public sealed class PublishingDesk(
    DvcDatabase database,
    AuthoringRights rights,
    PlanBell bell,
    IOptions<AuthoringOptions> options,
    TimeProvider clock
)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Publishes the draft now.</summary>
    /// <param name="seen">The number of edits that the author has looked at.</param>
    /// <exception cref="RuleViolationException">No such draft in these hands, somebody changed it meanwhile, or it has faults.</exception>
    public Task PublishAsync(Guid byId, string code, int seen, CancellationToken cancellationToken) =>
        PublishAsync(byId, code, seen, null, cancellationToken);

    /// <summary>Publishes the draft now and begins to move what is to move.</summary>
    /// <param name="seen">The number of edits that the author has looked at.</param>
    /// <param name="choices">What becomes of each group; null: everything stays.</param>
    /// <exception cref="RuleViolationException">As without choices; or what the publication means is not found out for this state of the draft.</exception>
    public async Task PublishAsync(Guid byId, string code, int seen, MoveChoices? choices, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async db =>
            {
                var (procedure, draft) = await LoadAsync(db, byId, code, seen, cancellationToken);
                var content = await SoundAsync(db, byId, draft, cancellationToken);
                await RequireOneIsEnoughAsync(db, procedure, content, cancellationToken);
                await ConfirmAsync(db, draft, choices, byId, cancellationToken);
                await PublishAsync(db, procedure, draft, content, byId, cancellationToken);
            },
            cancellationToken
        );
        bell.Wake();
    }

    /// <summary>Has the draft published at a time to come.</summary>
    /// <param name="atUtc">When.</param>
    /// <exception cref="RuleViolationException">As of publishing, or the time is past.</exception>
    public Task ScheduleAsync(Guid byId, string code, int seen, DateTime atUtc, CancellationToken cancellationToken) =>
        ScheduleAsync(byId, code, seen, atUtc, null, cancellationToken);

    /// <summary>Has the draft published at a time to come, and what is to move moved then.</summary>
    /// <param name="atUtc">When.</param>
    /// <param name="choices">What becomes of each group; null: everything stays.</param>
    /// <exception cref="RuleViolationException">As of publishing, or the time is past.</exception>
    public Task ScheduleAsync(
        Guid byId,
        string code,
        int seen,
        DateTime atUtc,
        MoveChoices? choices,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async db =>
            {
                var (procedure, draft) = await LoadAsync(db, byId, code, seen, cancellationToken);
                var content = await SoundAsync(db, byId, draft, cancellationToken);
                await RequireOneIsEnoughAsync(db, procedure, content, cancellationToken);
                await ConfirmAsync(db, draft, choices, byId, cancellationToken);
                draft.Schedule(atUtc, byId, Now);
                db.Note(code, ProcedureAct.Scheduled, byId, Now, draft.Number, draft.ContentHash);
            },
            cancellationToken
        );

    /// <summary>Has a second administrator asked to confirm the publication.</summary>
    /// <param name="atUtc">When; null: as soon as it is confirmed.</param>
    /// <param name="choices">What becomes of each group.</param>
    /// <exception cref="RuleViolationException">As of publishing, or the time is past.</exception>
    public Task ProposeAsync(Guid byId, string code, int seen, DateTime? atUtc, MoveChoices choices, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var (_, draft) = await LoadAsync(db, byId, code, seen, cancellationToken);
                await SoundAsync(db, byId, draft, cancellationToken);
                if (atUtc <= Now)
                {
                    throw new RuleViolationException("Revision.NotToCome");
                }

                var plan = await PlanOfAsync(db, draft, cancellationToken) ?? throw new RuleViolationException("Plan.NotReckoned");
                plan.Propose(choices, draft.ContentHash, byId, atUtc);
                db.Changed.Add(plan.Id);
                db.Note(code, ProcedureAct.Proposed, byId, Now, draft.Number, draft.ContentHash);
            },
            cancellationToken
        );

    /// <summary>A second administrator confirms what another has proposed: it is published now, or at the time named if that is still to come.</summary>
    /// <exception cref="RuleViolationException">Nothing is proposed, it is the same person, the draft has changed since, or it has faults.</exception>
    public async Task SecondAsync(Guid byId, string code, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async db =>
            {
                var procedure = await rights.LoadAsync(db, byId, code, cancellationToken);
                var draft = await AuthorDraftDesk.DraftAsync(db, code, cancellationToken);
                var content = await SoundAsync(db, byId, draft, cancellationToken);
                var plan = await PlanOfAsync(db, draft, cancellationToken) ?? throw new RuleViolationException("Plan.NotProposed");
                plan.Second(draft.ContentHash, byId);
                db.Changed.Add(plan.Id);
                if (plan.PublishAt > Now)
                {
                    draft.Schedule(plan.PublishAt, byId, Now);
                    db.Note(code, ProcedureAct.Scheduled, byId, Now, draft.Number, draft.ContentHash);
                    return;
                }

                await PublishAsync(db, procedure, draft, content, byId, cancellationToken);
            },
            cancellationToken
        );
        bell.Wake();
    }

    /// <summary>Takes a proposal back, or gives it back: it is decided anew.</summary>
    /// <exception cref="RuleViolationException">Nothing is proposed in these hands.</exception>
    public Task TakeProposalBackAsync(Guid byId, string code, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await rights.LoadAsync(db, byId, code, cancellationToken);
                var draft = await AuthorDraftDesk.DraftAsync(db, code, cancellationToken);
                if (await PlanOfAsync(db, draft, cancellationToken) is not { State: PlanState.Proposed } plan)
                {
                    throw new RuleViolationException("Plan.NotProposed");
                }

                plan.TakeBack();
                db.Changed.Add(plan.Id);
                db.Note(code, ProcedureAct.ProposalTakenBack, byId, Now, draft.Number);
            },
            cancellationToken
        );

    /// <summary>Takes the time set for publishing back; the draft can be changed again.</summary>
    public Task UnscheduleAsync(Guid byId, string code, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await rights.LoadAsync(db, byId, code, cancellationToken);
                var draft = await AuthorDraftDesk.DraftAsync(db, code, cancellationToken);
                draft.Schedule(null, byId, Now);
                (await PlanOfAsync(db, draft, cancellationToken))?.TakeBack();
                db.Note(code, ProcedureAct.ScheduleTakenBack, byId, Now, draft.Number);
            },
            cancellationToken
        );

    /// <summary>Publishes what is due. A draft that has faults by now, or whose author has lost the right, is left open without a time. Returns how many were looked at.</summary>
    public async Task<int> PublishDueAsync(CancellationToken cancellationToken)
    {
        var due = await database.ReadAsync(
            db => db.Revisions.Where(r => r.PublishedAt == null && r.PublishAt <= Now).Select(r => r.Id).ToListAsync(cancellationToken),
            cancellationToken
        );
        foreach (var id in due)
        {
            await database.WriteAsync(db => PublishDueAsync(db, id, cancellationToken), cancellationToken);
            bell.Wake();
        }

        return due.Count;
    }

    private async Task PublishDueAsync(DvcDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var draft = await db.Revisions.SingleOrDefaultAsync(
            r => r.Id == id && r.PublishedAt == null && r.PublishAt <= Now,
            cancellationToken
        );
        if (draft is null)
        {
            return;
        }

        try
        {
            var procedure = await rights.LoadAsync(db, draft.ScheduledById!.Value, draft.ProcedureCode, cancellationToken);
            var content = await SoundAsync(db, draft.ScheduledById.Value, draft, cancellationToken);
            await PublishAsync(db, procedure, draft, content, draft.ScheduledById, cancellationToken);
        }
        catch (RuleViolationException refusal)
        {
            draft.Schedule(null, null, Now);
            (await PlanOfAsync(db, draft, cancellationToken))?.TakeBack();
            db.Note(draft.ProcedureCode, ProcedureAct.ScheduleFailed, null, Now, draft.Number, refusal.Rule);
        }
    }

    private async Task<(Procedure Procedure, ProcedureRevision Draft)> LoadAsync(
        DvcDbContext db,
        Guid byId,
        string code,
        int seen,
        CancellationToken cancellationToken
    )
    {
        var procedure = await rights.LoadAsync(db, byId, code, cancellationToken);
        var draft = await AuthorDraftDesk.DraftAsync(db, code, cancellationToken);
        return draft.Edits == seen ? (procedure, draft) : throw new RuleViolationException("Revision.ChangedMeanwhile");
    }

    private async Task<ProcedureDefinition> SoundAsync(
        DvcDbContext db,
        Guid byId,
        ProcedureRevision draft,
        CancellationToken cancellationToken
    )
    {
        var content = ProcedureDefinition.Parse(draft.Content);
        var errors = ProcedureCheck.Run(content).Count(fault => fault.Severity == Severity.Error);
        if (errors > 0)
        {
            throw new RuleViolationException("Authoring.HasFaults", errors);
        }

        if (!await db.Sectors.AnyAsync(s => s.Code == content.Field, cancellationToken))
        {
            throw new RuleViolationException("Authoring.UnknownSector");
        }

        await rights.CheckAsync(db, byId, ProcedureUnits.Read(content), cancellationToken);
        return content;
    }

    private async Task RequireOneIsEnoughAsync(
        DvcDbContext db,
        Procedure procedure,
        ProcedureDefinition content,
        CancellationToken cancellationToken
    )
    {
        if (options.Value.FourEyes && WeightyChange.Between(await CurrentAsync(db, procedure, cancellationToken), content).Count > 0)
        {
            throw new RuleViolationException("Plan.NeedsSecond");
        }
    }

    internal static async Task<ProcedureDefinition?> CurrentAsync(
        DvcDbContext db,
        Procedure procedure,
        CancellationToken cancellationToken
    ) =>
        await db.Revisions.Where(r => r.Id == procedure.CurrentRevisionId).Select(r => r.Content).SingleOrDefaultAsync(cancellationToken)
            is { } current
            ? ProcedureDefinition.Parse(current)
            : null;

    private static Task<PublishingPlan?> PlanOfAsync(DvcDbContext db, ProcedureRevision draft, CancellationToken cancellationToken) =>
        db.PublishingPlans.Where(p => p.RevisionId == draft.Id).OrderByDescending(p => p.At).FirstOrDefaultAsync(cancellationToken);

    private static async Task ConfirmAsync(
        DvcDbContext db,
        ProcedureRevision draft,
        MoveChoices? choices,
        Guid byId,
        CancellationToken cancellationToken
    )
    {
        if (choices is not null)
        {
            var plan = await PlanOfAsync(db, draft, cancellationToken) ?? throw new RuleViolationException("Plan.NotReckoned");
            plan.Confirm(choices, draft.ContentHash, byId);
        }
    }

    private async Task PublishAsync(
        DvcDbContext db,
        Procedure procedure,
        ProcedureRevision draft,
        ProcedureDefinition content,
        Guid? byId,
        CancellationToken cancellationToken
    )
    {
        draft.Publish(Now, byId);
        procedure.Describe(content);
        procedure.Assignments.Clear();
        procedure.Assignments.AddRange(ProcedureUnits.Read(content));
        procedure.CurrentRevisionId = draft.Id;
        (await PlanOfAsync(db, draft, cancellationToken))?.Begin();
        db.Note(procedure.Code, ProcedureAct.Published, byId, Now, draft.Number, draft.ContentHash);
    }
}
