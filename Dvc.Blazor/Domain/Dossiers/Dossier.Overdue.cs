namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    /// <summary>The act that ends the dossier because the applicant has let the time pass; null while there is none. An answer or proof that has come in
    /// time or late ends the question: the office looks at it.</summary>
    public DossierAct? OverdueAct(DateTime nowUtc) =>
        Status switch
        {
            DossierStatus.AwaitingSupplement when SupplementAnsweredAt is null && SupplementDueAt < nowUtc => AcceptedAt is null
                ? DossierAct.Refuse
                : DossierAct.Discontinue,
            DossierStatus.AwaitingPayment when PaymentProofAt is null && PaymentDueAt < nowUtc => DossierAct.Discontinue,
            _ => null,
        };

    /// <summary>The portal ends a dossier whose applicant has let the time pass, where the revision says so. Requests and obligations have to be loaded.</summary>
    /// <exception cref="RuleViolationException">The time has not passed, or leaders have to approve the letter.</exception>
    public void CloseOverdue(Actor portal, string reason, DateTime nowUtc)
    {
        if (OverdueAct(nowUtc) == DossierAct.Refuse)
        {
            Refuse(portal, reason, nowUtc);
            return;
        }

        Discontinue(portal, reason, nowUtc);
    }

    /// <summary>The portal drafts the letter that ends a dossier whose applicant has let the time pass; an officer decides. Null when such a letter is being
    /// prepared already.</summary>
    /// <exception cref="RuleViolationException">The time has not passed.</exception>
    public DossierLetter? ProposeOverdue(Actor portal, string words, DateTime nowUtc)
    {
        var act = OverdueAct(nowUtc) ?? throw new RuleViolationException("Dossier.NotNow");
        var kind = ActRights.LetterOf(act)!.Value;
        return LetterOf(kind) is null ? DraftLetter(portal, kind, words, null, nowUtc) : null;
    }

    /// <summary>The portal reminds the applicant of something that waits for the person.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="what">What waits.</param>
    /// <param name="limitUtc">By when; of a result, since when it lies there.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    public void Remind(Actor portal, ReminderKind what, DateTime limitUtc, DateTime nowUtc)
    {
        Trace("Reminded", portal, nowUtc, new { what = what.ToString(), limit = limitUtc });
        Record(new ApplicantReminded(Id, Number, what, limitUtc));
    }

    // The portal does by itself only what the table gives it, and only once the applicant's time is over.
    private void RequireOverdue(DossierAct act, Actor by, DateTime nowUtc)
    {
        if (by.Kind == ActorKind.System && !(ActRights.IsPortals(act, Status) && OverdueAct(nowUtc) == act))
        {
            throw new RuleViolationException("Dossier.NotNow");
        }
    }
}
