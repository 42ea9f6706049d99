using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>The one place that says which status may follow which (Nghị định 61/2018, Điều 17-20; national status codes).</summary>
public static class DossierTransitions
{
    private static readonly HashSet<(DossierStatus From, DossierStatus To)> Allowed =
    [
        (DossierStatus.Draft, Submitted),
        (DossierStatus.Draft, Accepted),
        (Submitted, Accepted),
        (Submitted, Refused),
        (Submitted, AwaitingSupplement),
        (Submitted, WithdrawalRequested),
        (Accepted, InProgress),
        (Accepted, AwaitingSupplement),
        (Accepted, WithdrawalRequested),
        (Accepted, Discontinued),
        (Accepted, Completed),
        (Accepted, ResultReturned),
        (InProgress, AwaitingSupplement),
        (InProgress, AwaitingPayment),
        (InProgress, WithdrawalRequested),
        (InProgress, Discontinued),
        (InProgress, Completed),
        (AwaitingSupplement, Submitted),
        (AwaitingSupplement, Accepted),
        (AwaitingSupplement, InProgress),
        (AwaitingSupplement, Refused),
        (AwaitingSupplement, WithdrawalRequested),
        (AwaitingSupplement, Discontinued),
        (AwaitingPayment, InProgress),
        (AwaitingPayment, Discontinued),
        (AwaitingPayment, WithdrawalRequested),
        (WithdrawalRequested, Submitted),
        (WithdrawalRequested, Accepted),
        (WithdrawalRequested, InProgress),
        (WithdrawalRequested, AwaitingSupplement),
        (WithdrawalRequested, AwaitingPayment),
        (Discontinued, InProgress),
        (Completed, ResultReturned),
        (ResultReturned, Completed),
    ];

    /// <summary>Whether <paramref name="to"/> may follow <paramref name="from"/>.</summary>
    public static bool CanBecome(this DossierStatus from, DossierStatus to) => Allowed.Contains((from, to));

    /// <summary>What may follow, in the order of the codes.</summary>
    public static IReadOnlyList<DossierStatus> Next(this DossierStatus from) =>
        [.. Allowed.Where(t => t.From == from).Select(t => t.To).Order()];

    /// <summary>Whether the applicant has nothing more to expect: refused, withdrawn, discontinued or handed over. Re-filing makes a new dossier.</summary>
    public static bool IsClosed(this DossierStatus status) => status is Refused or WithdrawalRequested or Discontinued or ResultReturned;
}
