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
    private sealed record Row(DossierAct Act, OfficerRole[] Roles, DossierStatus[] From)
    {
        /// <summary>The letter that goes out with it.</summary>
        public OfficeLetterKind? Letter { get; init; }

        /// <summary>Who also does it once leaders have approved that letter.</summary>
        public OfficerRole[] OnceApproved { get; init; } = [];

        /// <summary>From which statuses the portal does it by itself, the applicant's time being over.</summary>
        public DossierStatus[] ByPortal { get; init; } = [];
    }

    private static readonly IReadOnlyList<Row> Table =
    [
        new(Accept, [IntakeOfficer], [Submitted]),
        new(TakeSupplement, [IntakeOfficer], [AwaitingSupplement]),
        new(ReturnAtOnce, [IntakeOfficer], [Accepted]),
        new(ReturnResult, [IntakeOfficer], [Completed]),
        new(GrantWithdrawal, [IntakeOfficer], [WithdrawalRequested]),
        new(ConfirmPayment, [IntakeOfficer, CaseOfficer], [AwaitingPayment]),
        new(Approve, [Approver], [InProgress]),
        new(Forward, [IntakeOfficer, CaseOfficer, Approver], [Accepted, InProgress]),
        new(SubmitForApproval, [CaseOfficer], [InProgress]),
        new(Complete, [Approver], [Accepted, InProgress]),
        new(RequestSupplement, [IntakeOfficer], [Submitted, Accepted, InProgress]) { Letter = OfficeLetterKind.SupplementRequest },
        new(DraftSupplement, [IntakeOfficer, CaseOfficer], [Submitted, Accepted, InProgress]),
        new(ApproveLetter, [Approver], [Submitted, Accepted, InProgress, AwaitingSupplement, AwaitingPayment]),
        new(SendBackLetter, [Approver], [Submitted, Accepted, InProgress, AwaitingSupplement, AwaitingPayment]),
        new(SubmitLetter, [IntakeOfficer, CaseOfficer], [Submitted, Accepted, InProgress, AwaitingSupplement, AwaitingPayment]),
        new(AskOpinion, [CaseOfficer, Approver], [Accepted, InProgress]),
        new(GiveSubtasks, [CaseOfficer, Approver], [InProgress]),
        new(RequestPayment, [CaseOfficer], [InProgress]),
        new(SendBack, [Approver], [InProgress]),
        new(Extend, [Approver], [Accepted, InProgress]) { Letter = OfficeLetterKind.Apology, OnceApproved = [IntakeOfficer, CaseOfficer] },
        new(DraftLetter, [IntakeOfficer, CaseOfficer], [Submitted, Accepted, InProgress, AwaitingSupplement, AwaitingPayment]),
        new(TakeBack, [IntakeOfficer, CaseOfficer, Approver], [InProgress]),
        new(CancelPayment, [CaseOfficer], [AwaitingPayment]),
        new(Resume, [Approver], [Discontinued]),
        new(Refuse, [IntakeOfficer], [Submitted, AwaitingSupplement])
        {
            Letter = OfficeLetterKind.Refusal,
            ByPortal = [AwaitingSupplement],
        },
        new(DeclineWithdrawal, [IntakeOfficer], [WithdrawalRequested]),
        new(Discontinue, [Approver], [Accepted, InProgress, AwaitingSupplement, AwaitingPayment])
        {
            Letter = OfficeLetterKind.Discontinuation,
            OnceApproved = [IntakeOfficer, CaseOfficer],
            ByPortal = [AwaitingSupplement, AwaitingPayment],
        },
        new(RecallResult, [Approver], [ResultReturned]),
    ];

    /// <summary>Who does it; one of these roles is enough.</summary>
    public static IReadOnlyList<OfficerRole> RolesFor(DossierAct act) => RowOf(act).Roles;

    /// <summary>From which statuses it is done.</summary>
    public static IReadOnlyList<DossierStatus> From(DossierAct act) => RowOf(act).From;

    /// <summary>The letter that goes out with an act; null without one.</summary>
    public static OfficeLetterKind? LetterOf(DossierAct act) => RowOf(act).Letter;

    /// <summary>The act by which a letter is issued.</summary>
    public static DossierAct Issuing(OfficeLetterKind letter) => Table.Single(row => row.Letter == letter).Act;

    /// <summary>Whether the portal itself does it from this status.</summary>
    public static bool IsPortals(DossierAct act, DossierStatus from) => RowOf(act).ByPortal.Contains(from);

    /// <summary>Whether somebody with these roles (names of <see cref="OfficerRole"/>) may do it to a dossier.</summary>
    public static bool May(DossierAct act, IEnumerable<string> roles, Dossier dossier) => RoleUsed(act, roles, dossier) is not null;

    /// <summary>The role in which somebody with these roles does it to a dossier; null when the person may not.</summary>
    public static string? RoleUsed(DossierAct act, IEnumerable<string> roles, Dossier dossier)
    {
        var (held, row) = (roles.ToHashSet(StringComparer.Ordinal), RowOf(act));
        var isApproved = row.Letter is { } letter && dossier.LetterOf(letter)?.State == LetterState.Approved;
        return row.Roles.Concat(isApproved ? row.OnceApproved : []).Select(role => role.ToString()).FirstOrDefault(held.Contains);
    }

    /// <summary>What somebody with these roles can do to a dossier as it stands, the usual act first. Who can send a request for supplements is not offered to draft one.</summary>
    public static IReadOnlyList<DossierAct> Offered(Dossier dossier, IReadOnlyCollection<string> roles)
    {
        List<DossierAct> offered = [.. Table.Select(row => row.Act).Where(act => May(act, roles, dossier) && dossier.IsOpenTo(act))];
        return offered.FindAll(act =>
            act switch
            {
                DraftSupplement => !offered.Contains(RequestSupplement),
                DraftLetter => Draftable(dossier, roles).Count > 0,
                SubmitLetter => Submittable(dossier, roles).Count > 0,
                _ => true,
            }
        );
    }

    /// <summary>Letters that somebody with these roles can draft: those the person has a part in issuing, and cannot issue at once.</summary>
    public static IReadOnlyList<OfficeLetterKind> Draftable(Dossier dossier, IReadOnlyCollection<string> roles) =>
        [
            .. dossier.Draftable.Where(letter =>
                HasPart(letter, roles) && !(May(Issuing(letter), roles, dossier) && dossier.IsOpenTo(Issuing(letter)))
            ),
        ];

    /// <summary>Drafted letters that somebody with these roles can lay before the leaders.</summary>
    public static IReadOnlyList<OfficeLetterKind> Submittable(Dossier dossier, IReadOnlyCollection<string> roles) =>
        [.. dossier.Letters.Where(l => l.State == LetterState.Drafted && HasPart(l.Kind, roles)).Select(l => l.Kind)];

    private static bool HasPart(OfficeLetterKind letter, IReadOnlyCollection<string> roles)
    {
        var issuing = RowOf(Issuing(letter));
        OfficerRole[] drafting = letter == OfficeLetterKind.SupplementRequest ? RowOf(DraftSupplement).Roles : [];
        return issuing.Roles.Concat(issuing.OnceApproved).Concat(drafting).Any(role => roles.Contains(role.ToString()));
    }

    private static Row RowOf(DossierAct act) => Table.Single(row => row.Act == act);
}
