using static Dvc.Blazor.Domain.Dossiers.DossierAct;
using static Dvc.Blazor.Domain.Dossiers.DossierStatus;
using static Dvc.Blazor.Domain.Dossiers.OfficerRole;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>Parts that officers play at an agency; the names are those of the account roles.</summary>
public enum OfficerRole
{
    /// <summary>Cán bộ Một cửa.</summary>
    IntakeOfficer,

    /// <summary>Cán bộ thụ lý.</summary>
    CaseOfficer,

    /// <summary>Lãnh đạo phê duyệt.</summary>
    Approver,
}

/// <summary>The one table of who may do what and from which status, the usual act of a status first.</summary>
public static class ActRights
{
    private sealed record Row(DossierAct Act, OfficerRole[] Roles, DossierStatus[] From);

    private static readonly IReadOnlyList<Row> Table =
    [
        new(Accept, [IntakeOfficer], [Submitted]),
        new(TakeSupplement, [IntakeOfficer], [AwaitingSupplement]),
        new(ReturnResult, [IntakeOfficer], [Completed]),
        new(GrantWithdrawal, [IntakeOfficer], [WithdrawalRequested]),
        new(ConfirmPayment, [IntakeOfficer, CaseOfficer], [AwaitingPayment]),
        new(Approve, [Approver], [InProgress]),
        new(Forward, [IntakeOfficer, CaseOfficer, Approver], [Accepted, InProgress]),
        new(SubmitForApproval, [CaseOfficer], [InProgress]),
        new(Complete, [Approver], [Accepted, InProgress]),
        new(RequestSupplement, [IntakeOfficer], [Submitted, Accepted, InProgress]),
        new(DraftSupplement, [CaseOfficer], [Accepted, InProgress]),
        new(AskOpinion, [CaseOfficer, Approver], [Accepted, InProgress]),
        new(RequestPayment, [CaseOfficer], [InProgress]),
        new(SendBack, [Approver], [InProgress]),
        new(Extend, [Approver], [Accepted, InProgress]),
        new(TakeBack, [IntakeOfficer, CaseOfficer, Approver], [InProgress]),
        new(CancelPayment, [CaseOfficer], [AwaitingPayment]),
        new(Resume, [Approver], [Discontinued]),
        new(Refuse, [IntakeOfficer], [Submitted, AwaitingSupplement]),
        new(DeclineWithdrawal, [IntakeOfficer], [WithdrawalRequested]),
        new(Discontinue, [Approver], [Accepted, InProgress, AwaitingSupplement]),
        new(RecallResult, [Approver], [ResultReturned]),
    ];

    /// <summary>Who does it; one of these roles is enough.</summary>
    public static IReadOnlyList<OfficerRole> RolesFor(DossierAct act) => RowOf(act).Roles;

    /// <summary>From which statuses it is done.</summary>
    public static IReadOnlyList<DossierStatus> From(DossierAct act) => RowOf(act).From;

    /// <summary>Whether somebody with these roles (names of <see cref="OfficerRole"/>) may do it.</summary>
    public static bool May(DossierAct act, IEnumerable<string> roles) => RoleUsed(act, roles) is not null;

    /// <summary>The role in which somebody with these roles does it; null when the person may not.</summary>
    public static string? RoleUsed(DossierAct act, IEnumerable<string> roles)
    {
        var held = roles.ToHashSet(StringComparer.Ordinal);
        return RowOf(act).Roles.Select(role => role.ToString()).FirstOrDefault(held.Contains);
    }

    /// <summary>What somebody with these roles can do to a dossier as it stands, the usual act first.</summary>
    public static IReadOnlyList<DossierAct> Offered(Dossier dossier, IReadOnlyCollection<string> roles) =>
        [.. Table.Select(row => row.Act).Where(act => May(act, roles) && dossier.IsOpenTo(act))];

    private static Row RowOf(DossierAct act) => Table.Single(row => row.Act == act);
}
