namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>How far a financial obligation has come.</summary>
public enum ObligationState
{
    Due = 0,

    /// <summary>The applicant has shown a proof; an officer has to confirm.</summary>
    Proved = 1,

    Paid = 2,

    Cancelled = 3,
}

/// <summary>What is to be paid.</summary>
/// <param name="What">What for, as the applicant reads it.</param>
/// <param name="Amount">Đồng; more than nothing.</param>
/// <param name="DueUtc">By when, UTC.</param>
public sealed record PaymentDemand(string What, long Amount, DateTime DueUtc);

/// <summary>A financial obligation of a dossier (nghĩa vụ tài chính): asked for, proved, confirmed.</summary>
public sealed class FinancialObligation
{
    /// <summary>Largest amount, đồng.</summary>
    public const long MaxAmount = 100_000_000_000;

    private FinancialObligation() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DossierId { get; private init; }

    /// <summary>1, 2, 3 … within the dossier.</summary>
    public int Ordinal { get; private init; }

    public ObligationState State { get; private set; }

    /// <summary>What for.</summary>
    public string What { get; private init; } = "";

    /// <summary>Đồng.</summary>
    public long Amount { get; private init; }

    public string AskedBy { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime AskedAt { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime DueAt { get; private init; }

    /// <summary>What the applicant shows as proof; null without.</summary>
    public ObligationProof? Proof { get; private set; }

    /// <summary>Number of the receipt; null without.</summary>
    public string? ReceiptNumber { get; private set; }

    public string? ConfirmedBy { get; private set; }

    /// <summary>UTC; when it was confirmed or cancelled.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Whether it still has to be paid or confirmed.</summary>
    public bool IsOpen => State is ObligationState.Due or ObligationState.Proved;

    internal static FinancialObligation Ask(Guid dossierId, int ordinal, Actor by, PaymentDemand demand, DateTime nowUtc)
    {
        if (demand.Amount is <= 0 or > MaxAmount)
        {
            throw new RuleViolationException("Payment.Amount");
        }

        if (demand.DueUtc <= nowUtc)
        {
            throw new RuleViolationException("Payment.DueInThePast");
        }

        return new FinancialObligation
        {
            DossierId = dossierId,
            Ordinal = ordinal,
            What = Dossier.Stated(demand.What),
            Amount = demand.Amount,
            AskedBy = by.Name,
            AskedAt = nowUtc,
            DueAt = demand.DueUtc,
        };
    }

    internal void Prove(PaperFile file, DateTime nowUtc)
    {
        Proof = new ObligationProof(Id, file, nowUtc);
        State = ObligationState.Proved;
    }

    internal void Confirm(Actor by, string? receiptNumber, DateTime nowUtc)
    {
        ReceiptNumber = string.IsNullOrWhiteSpace(receiptNumber) ? null : receiptNumber.Trim();
        (State, ConfirmedBy, ClosedAt) = (ObligationState.Paid, by.Name, nowUtc);
    }

    internal void Cancel(DateTime nowUtc) => (State, ClosedAt) = (ObligationState.Cancelled, nowUtc);
}

/// <summary>The paper by which an applicant shows that an obligation is paid.</summary>
public sealed class ObligationProof
{
    private ObligationProof() { }

    internal ObligationProof(Guid obligationId, PaperFile file, DateTime sentAt)
    {
        (ObligationId, File, SentAt) = (obligationId, file, sentAt);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid ObligationId { get; private init; }

    public PaperFile File { get; private init; } = null!;

    /// <summary>UTC.</summary>
    public DateTime SentAt { get; private init; }
}
