using System.Linq.Expressions;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Security;
using static Dvc.Blazor.Domain.Dossiers.DossierStatus;
using Lane = System.Linq.Expressions.Expression<System.Func<Dvc.Blazor.Domain.Dossiers.Dossier, bool>>;

namespace Dvc.Blazor.Features.Intake;

/// <summary>What a queue depends on besides the dossier.</summary>
/// <param name="OfficerId">Who looks.</param>
/// <param name="NowUtc">Now, UTC.</param>
/// <param name="SoonUtc">What is due before this counts as due soon, UTC.</param>
public sealed record QueueMoment(Guid OfficerId, DateTime NowUtc, DateTime SoonUtc);

/// <summary>
/// A heap of work (hàng đợi): the one place that says what lies in it, what it is called and how it is drawn. It is made of lanes, of which each asks for one
/// status where it can: so the first page of a lane is read from an index, however many dossiers there are.
/// </summary>
/// <param name="Key">Its word in addresses.</param>
/// <param name="Name">What officers call it.</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="Lanes">The lanes for somebody with these roles at a place.</param>
public sealed record BoardQueue(
    string Key,
    string Name,
    string Icon,
    Func<QueueMoment, IReadOnlyCollection<string>, IReadOnlyList<Lane>> Lanes
)
{
    public const string AllKey = "tat-ca";

    /// <summary>Key of what waits for the officer; what that is depends on the roles at each place.</summary>
    public const string MineKey = "cho-toi";

    /// <summary>Key of what is late.</summary>
    public const string LateKey = "qua-han";

    /// <summary>Key of the questions that other agencies ask; they are found by question, not by dossier.</summary>
    public const string OpinionsKey = "xin-y-kien";

    /// <summary>What officers have to do something about, all of it open; these are counted and sorted at will. The others grow without end.</summary>
    public bool IsLive { get; init; } = true;

    /// <summary>The order unless another is asked for.</summary>
    public BoardSort Sort { get; init; }

    /// <summary>Statuses in which a dossier may be open.</summary>
    public static IReadOnlyList<DossierStatus> LiveStatuses { get; } =
    [Submitted, Accepted, InProgress, AwaitingSupplement, AwaitingPayment, WithdrawalRequested, Completed];

    public static IReadOnlyList<BoardQueue> All =>
        [
            new(MineKey, IntakeText.QueueMine, "user", Mine),
            new("moi-den", IntakeText.QueueNew, "inbox", Always(d => d.Status == Submitted)),
            new(
                "cho-bo-sung",
                IntakeText.QueueSupplement,
                "filep",
                Always(d => d.Status == AwaitingSupplement && d.SupplementAnsweredAt == null)
            ),
            new(
                "da-bo-sung",
                IntakeText.QueueAnswered,
                "redo",
                Always(d => d.Status == AwaitingSupplement && d.SupplementAnsweredAt != null)
            ),
            new("cho-nghia-vu", IntakeText.QueuePayment, "coin", Always(d => d.Status == AwaitingPayment)),
            new("sap-den-han", IntakeText.QueueSoon, "clock", Soon) { Sort = BoardSort.Due },
            new(LateKey, IntakeText.QueueLate, "err", Late) { Sort = BoardSort.Due },
            new("cho-duyet", IntakeText.QueueApproval, "pen", Always([.. BeforeLeaders])),
            new("cho-tra", IntakeText.QueueReturn, "hand", Always(d => d.Status == Completed)),
            new("xin-rut", IntakeText.QueueWithdrawal, "undo", Always(d => d.Status == WithdrawalRequested)),
            new(OpinionsKey, IntakeText.QueueOpinions, "chat", Always(_ => false)),
            new(
                "da-xong",
                IntakeText.QueueDone,
                "okc",
                Always(
                    d => !d.IsOpen && d.Status == ResultReturned,
                    d => !d.IsOpen && d.Status == Refused,
                    d => !d.IsOpen && d.Status == Discontinued,
                    d => !d.IsOpen && d.Status == WithdrawalRequested
                )
            )
            {
                IsLive = false,
            },
            new(AllKey, IntakeText.QueueAll, "list", Always(_ => true)) { IsLive = false },
        ];

    /// <summary>The queue of a key; all dossiers where there is none.</summary>
    public static BoardQueue Of(string? key) => All.FirstOrDefault(q => q.Key == key) ?? All[^1];

    // Results, and letters of the office.
    private static IReadOnlyList<Lane> BeforeLeaders { get; } =
    [
        d => d.Status == InProgress && d.ApprovalLevel > 0,
        d => d.Status == InProgress && d.IsLetterBeforeLeader,
        d => d.Status == Submitted && d.IsLetterBeforeLeader,
        d => d.Status == Accepted && d.IsLetterBeforeLeader,
        d => d.Status == AwaitingSupplement && d.IsLetterBeforeLeader,
        d => d.Status == AwaitingPayment && d.IsLetterBeforeLeader,
    ];

    private static Func<QueueMoment, IReadOnlyCollection<string>, IReadOnlyList<Lane>> Always(params Lane[] lanes) => (_, _) => lanes;

    private static Lane[] Soon(QueueMoment moment, IReadOnlyCollection<string> roles) =>
        [
            d => d.Status == Accepted && d.DueAt >= moment.NowUtc && d.DueAt < moment.SoonUtc,
            d => d.Status == InProgress && d.DueAt >= moment.NowUtc && d.DueAt < moment.SoonUtc,
        ];

    private static Lane[] Late(QueueMoment moment, IReadOnlyCollection<string> roles) =>
        [d => d.Status == Accepted && d.DueAt < moment.NowUtc, d => d.Status == InProgress && d.DueAt < moment.NowUtc];

    // What the officer has taken and the applicant does not hold up, and what nobody has taken and waits for an act of the officer's roles.
    private static List<Lane> Mine(QueueMoment moment, IReadOnlyCollection<string> roles)
    {
        List<Lane> lanes = [.. Workload.OpenWork.Select(open => Conditions.Both(d => d.AssigneeId == moment.OfficerId, open))];
        if (roles.Contains(Roles.IntakeOfficer))
        {
            lanes.Add(d => d.Status == Submitted && d.AssigneeId == null);
            lanes.Add(d => d.Status == AwaitingSupplement && d.SupplementAnsweredAt != null && d.AssigneeId == null);
            lanes.Add(d => d.Status == WithdrawalRequested && d.AssigneeId == null);
            lanes.Add(d => d.Status == Completed && d.AssigneeId == null);
        }

        if (roles.Contains(Roles.CaseOfficer))
        {
            lanes.Add(d => d.Status == Accepted && d.AssigneeId == null);
            lanes.Add(d => d.Status == InProgress && d.ApprovalLevel == 0 && d.AssigneeId == null);
        }

        if (roles.Contains(Roles.IntakeOfficer) || roles.Contains(Roles.CaseOfficer))
        {
            lanes.Add(d => d.Status == AwaitingPayment && d.PaymentProofAt != null && d.AssigneeId == null);
        }

        // What lies before a leader waits for the leader, whoever examined it.
        if (roles.Contains(Roles.Approver))
        {
            lanes.AddRange(BeforeLeaders);
        }

        return lanes;
    }
}
