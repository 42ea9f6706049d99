using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Deadlines;

/// <summary>What the portal does when a mark is reached, by the rule of the dossier's revision: remind the applicant, draft a letter for the officer, or end the
/// dossier. The dossier decides whether it may.</summary>
internal sealed class DeadlineActs(DossierClocks clocks)
{
    private static Actor Portal => new(null, DeadlinesText.Portal, ActorKind.System);

    /// <summary>Does it to a dossier that is held; says what officers are to be told, null when nothing.</summary>
    public async Task<DeadlineMark?> DoAsync(
        DvcDbContext db,
        Dossier known,
        DeadlineFound found,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        if (
            found.Mark
            is not (
                DeadlineMark.SupplementOverdue
                or DeadlineMark.PaymentOverdue
                or DeadlineMark.SupplementSoon
                or DeadlineMark.PaymentSoon
                or DeadlineMark.NotCollected
                or DeadlineMark.ApologyDrafted
            )
        )
        {
            return found.Mark;
        }

        var dossier = await db
            .Dossiers.Include(d => d.Supplements)
            .Include(d => d.Obligations)
            .Include(d => d.Subtasks)
            .AsSplitQuery()
            .SingleAsync(d => d.Id == known.Id, cancellationToken);
        var definition = (await clocks.RevisionAsync(dossier.TermsRevisionId, cancellationToken)).Definition;
        switch (found.Mark)
        {
            // What has been done in the meantime needs no reminder.
            case DeadlineMark.SupplementSoon when dossier is { Status: DossierStatus.AwaitingSupplement, SupplementAnsweredAt: null }:
                dossier.Remind(Portal, ReminderKind.SupplementSoon, found.LimitAt, nowUtc);
                return null;
            case DeadlineMark.PaymentSoon when dossier is { Status: DossierStatus.AwaitingPayment, PaymentProofAt: null }:
                dossier.Remind(Portal, ReminderKind.PaymentSoon, found.LimitAt, nowUtc);
                return null;
            case DeadlineMark.NotCollected when dossier is { Status: DossierStatus.Completed, CompletedAt: { } done }:
                dossier.Remind(Portal, ReminderKind.NotCollected, done, nowUtc);
                return DeadlineMark.NotCollected;
            case DeadlineMark.SupplementSoon or DeadlineMark.PaymentSoon or DeadlineMark.NotCollected:
                return null;
            case DeadlineMark.ApologyDrafted:
                return Apologise(dossier, definition, nowUtc);
            default:
                return End(dossier, definition, found, nowUtc);
        }
    }

    private static DeadlineMark? End(Dossier dossier, ProcedureDefinition definition, DeadlineFound found, DateTime nowUtc)
    {
        // Answered in the meantime.
        if (dossier.OverdueAct(nowUtc) is not { } act)
        {
            return null;
        }

        var ofSupplement = found.Mark == DeadlineMark.SupplementOverdue;
        var reason = Say.With(ofSupplement ? DeadlinesText.SupplementOverReason : DeadlinesText.PaymentOverReason, When.Day(found.LimitAt));
        var rule = OverdueRules.RuleOf(ofSupplement ? definition.Overdue.Supplement : definition.Overdue.Payment);
        // What leaders have to sign the portal can only draft.
        var mayClose = rule == OverdueRule.Close && !dossier.LettersToApprove.HasFlag(ActRights.LetterOf(act)!.Value.Form());
        if (mayClose)
        {
            dossier.CloseOverdue(Portal, reason, nowUtc);
            return ofSupplement ? DeadlineMark.SupplementClosed : DeadlineMark.PaymentClosed;
        }

        dossier.Remind(Portal, ofSupplement ? ReminderKind.SupplementOver : ReminderKind.PaymentOver, found.LimitAt, nowUtc);
        if (rule == OverdueRule.Remind || dossier.ProposeOverdue(Portal, reason, nowUtc) is null)
        {
            return found.Mark;
        }

        return ofSupplement ? DeadlineMark.SupplementProposed : DeadlineMark.PaymentProposed;
    }

    private static DeadlineMark? Apologise(Dossier dossier, ProcedureDefinition definition, DateTime nowUtc)
    {
        if (dossier.LetterOf(OfficeLetterKind.Apology) is not null || !dossier.Draftable.Contains(OfficeLetterKind.Apology))
        {
            return null;
        }

        var words =
            dossier.OpenOpinions + dossier.OpenSubtasks > 0 ? DeadlinesText.ApologyReasonOpinion : DeadlinesText.ApologyReasonExamination;
        dossier.DraftLetter(Portal, OfficeLetterKind.Apology, words, UnitsFor(definition.Processing.Value), nowUtc);
        return DeadlineMark.ApologyDrafted;
    }

    // A fifth of the time limit, rounded up; the officer changes it before it is sent.
    private static int UnitsFor(decimal? limit) => Math.Clamp((int)Math.Ceiling((limit ?? 0) / 5), 1, Dossier.MaxExtension);
}
