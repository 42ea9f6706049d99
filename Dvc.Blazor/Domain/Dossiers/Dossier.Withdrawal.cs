using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    /// <summary>The status in which the applicant asked to withdraw; null when nothing is asked.</summary>
    public DossierStatus? WithdrawalFrom { get; private set; }

    /// <summary>UTC; when the withdrawal was granted: the dossier is closed. Null otherwise.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>Whether the applicant can ask to withdraw now: not after the result exists, not twice.</summary>
    public bool CanBeWithdrawn => Status.CanBecome(DossierStatus.WithdrawalRequested);

    /// <summary>The applicant asks to withdraw (rút hồ sơ); the office decides, and the clock stands still meanwhile.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing or too long.</exception>
    public void RequestWithdrawal(Actor by, string reason, DateTime nowUtc)
    {
        var before = Status;
        Change(DossierStatus.WithdrawalRequested, by, nowUtc, Stated(reason));
        WithdrawalFrom = before;
        ApprovalLevel = 0;
        StopClock(PauseRule.Resume, nowUtc);
    }

    /// <summary>The dossier is withdrawn and closed. Requests and subtasks have to be loaded.</summary>
    /// <exception cref="RuleViolationException">Nothing is asked.</exception>
    public void GrantWithdrawal(Actor by, DateTime nowUtc)
    {
        Require(DossierAct.GrantWithdrawal);
        WithdrawnAt = nowUtc;
        Pass(DossierAct.GrantWithdrawal, by, nowUtc, null, new { });
        EndRequests(nowUtc);
        WithdrawSubtasks(by, null, nowUtc);
        Record(new WithdrawalDecided(Id, Number, IsGranted: true, null));
    }

    /// <summary>The dossier is not given back and goes on where it was. Stops have to be loaded.</summary>
    /// <exception cref="RuleViolationException">Nothing is asked, or the reason is missing.</exception>
    public void DeclineWithdrawal(Actor by, string reason, DossierClock clock, DateTime nowUtc)
    {
        Require(DossierAct.DeclineWithdrawal);
        var stated = Stated(reason);
        MoveTo(WithdrawalFrom!.Value, by, nowUtc, stated, null, DossierAct.DeclineWithdrawal);
        WithdrawalFrom = null;
        // What stopped the clock before the applicant asked still does.
        if (_stops.Exists(s => s.To is null && s.Cause == DossierStatus.WithdrawalRequested))
        {
            GoOnCounting(clock, nowUtc);
        }

        Record(new WithdrawalDecided(Id, Number, IsGranted: false, stated));
    }

    // What was still asked of the applicant is asked no more.
    private void EndRequests(DateTime nowUtc)
    {
        foreach (var request in _supplements.Where(s => s.State is not (SupplementState.Taken or SupplementState.Ended)))
        {
            request.Close(SupplementState.Ended, nowUtc);
        }

        foreach (var obligation in _obligations.Where(o => o.IsOpen))
        {
            obligation.Cancel(nowUtc);
        }

        DropLetters();
        HasSupplementDraft = false;
        (SupplementDueAt, SupplementAnsweredAt, PaymentDueAt, PaymentProofAt) = (null, null, null, null);
    }
}
