using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>What an officer can do to a dossier.</summary>
public enum DossierAct
{
    /// <summary>Tiếp nhận.</summary>
    Accept,

    /// <summary>Từ chối tiếp nhận.</summary>
    Refuse,

    /// <summary>Chuyển xử lý.</summary>
    StartProcessing,

    /// <summary>Duyệt xong kết quả.</summary>
    Complete,

    /// <summary>Trả kết quả.</summary>
    ReturnResult,
}

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

/// <summary>The one table of who may do what and from which status.</summary>
public static class ActRights
{
    private static readonly IReadOnlyList<(DossierAct Act, OfficerRole Role, DossierStatus[] From, DossierStatus To)> Table =
    [
        (DossierAct.Accept, OfficerRole.IntakeOfficer, [Submitted], Accepted),
        (DossierAct.Refuse, OfficerRole.IntakeOfficer, [Submitted], Refused),
        (DossierAct.StartProcessing, OfficerRole.CaseOfficer, [Accepted], InProgress),
        (DossierAct.Complete, OfficerRole.Approver, [Accepted, InProgress], Completed),
        (DossierAct.ReturnResult, OfficerRole.IntakeOfficer, [Completed], ResultReturned),
    ];

    /// <summary>Who does it.</summary>
    public static OfficerRole RoleFor(DossierAct act) => RowOf(act).Role;

    /// <summary>The status it leads to.</summary>
    public static DossierStatus Outcome(DossierAct act) => RowOf(act).To;

    /// <summary>Whether it can be done to a dossier of this status, whoever does it.</summary>
    public static bool IsOpen(DossierAct act, DossierStatus status) => RowOf(act).From.Contains(status) && status.CanBecome(Outcome(act));

    /// <summary>Whether somebody with these roles (names of <see cref="OfficerRole"/>) may do it.</summary>
    public static bool May(DossierAct act, IEnumerable<string> roles) => roles.Contains(RoleFor(act).ToString(), StringComparer.Ordinal);

    /// <summary>What somebody with these roles can do to a dossier of this status, the usual act first.</summary>
    public static IReadOnlyList<DossierAct> Offered(DossierStatus status, IReadOnlyCollection<string> roles) =>
        [.. Table.Select(row => row.Act).Where(act => IsOpen(act, status) && May(act, roles))];

    private static (DossierAct Act, OfficerRole Role, DossierStatus[] From, DossierStatus To) RowOf(DossierAct act) =>
        Table.Single(row => row.Act == act);
}
