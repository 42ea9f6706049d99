using System.Linq.Expressions;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>How much open work an officer has.</summary>
/// <param name="Open">Dossiers in hand that the applicant does not hold up.</param>
/// <param name="LastGivenAt">UTC; when work was last given to the officer automatically at this place, or null.</param>
public sealed record Workload(Guid OfficerId, string Name, int Open, DateTime? LastGivenAt)
{
    /// <summary>
    /// What counts as open work of whoever has it, neither closed nor waiting for the applicant: one of these holds. Each asks for one status, so that each is
    /// read from an index, whatever the database believes of the rest.
    /// </summary>
    public static IReadOnlyList<Expression<Func<Dossier, bool>>> OpenWork { get; } =
    [
        d => d.Status == DossierStatus.Submitted,
        d => d.Status == DossierStatus.Accepted,
        d => d.Status == DossierStatus.InProgress,
        d => d.Status == DossierStatus.Completed,
        d => d.Status == DossierStatus.WithdrawalRequested && d.IsOpen,
        d => d.Status == DossierStatus.AwaitingSupplement && d.SupplementAnsweredAt != null,
        d => d.Status == DossierStatus.AwaitingPayment && d.PaymentProofAt != null,
    ];

    /// <summary>Who gets the next dossier: the least open work, then the longest without being given any, then by name; null of nobody.</summary>
    public static Workload? Least(IEnumerable<Workload> loads) =>
        loads
            .OrderBy(load => load.Open)
            .ThenBy(load => load.LastGivenAt ?? DateTime.MinValue)
            .ThenBy(load => load.Name, StringComparer.Ordinal)
            .ThenBy(load => load.OfficerId)
            .FirstOrDefault();

    /// <summary>Who works on a dossier in a status.</summary>
    public static OfficerRole WorkerOf(DossierStatus status) =>
        status is DossierStatus.Accepted or DossierStatus.InProgress or DossierStatus.AwaitingPayment
            ? OfficerRole.CaseOfficer
            : OfficerRole.IntakeOfficer;
}
