using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    private readonly List<FinancialObligation> _obligations = [];

    /// <summary>What the applicant was asked to pay (nghĩa vụ tài chính).</summary>
    public IReadOnlyList<FinancialObligation> Obligations => _obligations;

    public int ObligationCount { get; private set; }

    /// <summary>UTC; by when the open obligation is to be paid, or null.</summary>
    public DateTime? PaymentDueAt { get; private set; }

    /// <summary>UTC; when the applicant sent the proof of paying, or null.</summary>
    public DateTime? PaymentProofAt { get; private set; }

    /// <summary>Asks for a financial obligation to be met; the clock stands still meanwhile.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the demand is not complete.</exception>
    public FinancialObligation RequestPayment(Actor by, PaymentDemand demand, DateTime nowUtc)
    {
        Require(DossierAct.RequestPayment);
        var obligation = FinancialObligation.Ask(Id, ObligationCount + 1, by, demand, nowUtc);
        _obligations.Add(obligation);
        ObligationCount++;
        (PaymentDueAt, PaymentProofAt, GoesBackTo) = (demand.DueUtc, null, Status);
        Change(DossierStatus.AwaitingPayment, by, nowUtc, obligation.What, DossierAct.RequestPayment);
        StopClock(PauseRule.Resume, nowUtc);
        return obligation;
    }

    /// <summary>The applicant says that it is paid and shows the proof; an officer confirms. Obligations have to be loaded.</summary>
    /// <exception cref="RuleViolationException">Nothing is to be paid.</exception>
    public void SendPaymentProof(Actor by, PaperFile proof, DateTime nowUtc)
    {
        OpenObligation().Prove(proof, nowUtc);
        PaymentProofAt = nowUtc;
        DropLetters(OfficeLetterKind.Discontinuation);
        Pass(null, by, nowUtc, null, new { proof = Digest(proof.Sha256) }, "PaymentProved");
        Record(new PaymentProved(Id, Number));
    }

    /// <summary>The obligation is met: the dossier goes on. Obligations and stops have to be loaded.</summary>
    /// <param name="by">The officer.</param>
    /// <param name="receiptNumber">Number of the receipt given at the counter or by the treasury; may be empty.</param>
    /// <param name="clock">What the limit is counted with.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <exception cref="RuleViolationException">The status does not allow it.</exception>
    public void ConfirmPayment(Actor by, string? receiptNumber, DossierClock clock, DateTime nowUtc)
    {
        Require(DossierAct.ConfirmPayment);
        OpenObligation().Confirm(by, receiptNumber, nowUtc);
        GoOnAfterPayment(by, null, DossierAct.ConfirmPayment, clock, PaymentProofAt ?? nowUtc, nowUtc);
    }

    /// <summary>Nothing is to be paid after all: the dossier goes on. Obligations and stops have to be loaded.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing.</exception>
    public void CancelPayment(Actor by, string reason, DossierClock clock, DateTime nowUtc)
    {
        Require(DossierAct.CancelPayment);
        var stated = Stated(reason);
        OpenObligation().Cancel(nowUtc);
        GoOnAfterPayment(by, stated, DossierAct.CancelPayment, clock, nowUtc, nowUtc);
    }

    private void GoOnAfterPayment(Actor by, string? note, DossierAct act, DossierClock clock, DateTime countFromUtc, DateTime nowUtc)
    {
        Change(GoesBackTo!.Value, by, nowUtc, note, act);
        GoOnCounting(clock, countFromUtc);
        (PaymentDueAt, PaymentProofAt, GoesBackTo) = (null, null, null);
    }

    private FinancialObligation OpenObligation() =>
        Status == DossierStatus.AwaitingPayment && _obligations.SingleOrDefault(o => o.IsOpen) is { } open
            ? open
            : throw new RuleViolationException("Payment.NotAsked");
}
