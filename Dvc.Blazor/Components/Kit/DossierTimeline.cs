using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Kit;

/// <summary>One passage of a dossier as a timeline tells it.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">Who did it, or null where names are not shown.</param>
/// <param name="Note">The stated reason, or null where it is not shown.</param>
public sealed record Passage(DossierStatus To, DateTime At, string? By, string? Note)
{
    /// <summary>The status before; another than <see cref="To"/> for passages that move the dossier.</summary>
    public DossierStatus From { get; init; }

    /// <summary>What an officer did; null of what the applicant or the portal did.</summary>
    public DossierAct? Act { get; init; }

    /// <summary>Whether an officer filed it at the counter for the applicant.</summary>
    public bool AtCounter { get; init; }

    /// <summary>Whether the dossier went over to the unit that took over from its own.</summary>
    public bool IsNewUnit { get; init; }

    /// <summary>Name of the agency it went to, or null.</summary>
    public string? Place { get; init; }

    /// <summary>A sentence more, for instance the new date; null without.</summary>
    public string? More { get; init; }
}

/// <summary>Puts the passages of a dossier and what is still to come into steps of a <see cref="Timeline"/>.</summary>
/// <param name="position">Where the dossier stands.</param>
/// <param name="agencies">Names of agencies by id.</param>
/// <param name="toApplicant">Whether the reader is the applicant.</param>
public sealed class DossierTimeline(DossierPosition position, IReadOnlyDictionary<string, string> agencies, bool toApplicant)
{
    /// <summary>The steps: past, present, and the usual way on.</summary>
    public IReadOnlyList<TimelineStep> Steps(IReadOnlyList<Passage> passages) =>
        [.. passages.Select((p, i) => Told(p, isLast: i == passages.Count - 1)), .. Ahead()];

    /// <summary>Whether people outside the office are told of a step: what officers do among themselves is not their matter.</summary>
    public static bool IsTold(ProcessingStep step) =>
        step.From != step.To
        || step.Act
            is not (
                DossierAct.SubmitForApproval
                or DossierAct.Approve
                or DossierAct.SendBack
                or DossierAct.AskOpinion
                or DossierAct.GiveSubtasks
                or DossierAct.TakeBack
                or DossierAct.SubmitLetter
                or DossierAct.ApproveLetter
                or DossierAct.SendBackLetter
            );

    /// <summary>Whether a step is the filing of a dossier by an officer at the counter.</summary>
    public static bool IsCounterFiling(ProcessingStep step) => step is { To: DossierStatus.Submitted, ActorKind: Domain.ActorKind.Officer };

    /// <summary>Whether a step is the passage to the unit that took over.</summary>
    public static bool IsNewUnit(ProcessingStep step) =>
        step is { Act: null, ActorKind: Domain.ActorKind.System, AgencyId: not null } && step.From == step.To;

    private TimelineStep Told(Passage passage, bool isLast)
    {
        var look = StatusLook.Of(passage.To);
        var title = TitleOf(passage) ?? look.Name;
        var when = When.LongMoment(passage.At);
        var text = string.IsNullOrEmpty(passage.Note)
            ? passage is { Act: null or DossierAct.Accept, To: DossierStatus.Accepted } && position.DueAt is { } due
                ? Say.With(DossierText.DuePromised, When.LongDay(due))
                : null
            : Say.With(DossierText.Reason, passage.Note);
        if (passage.More is { } more)
        {
            text = text is null ? more : $"{text.TrimEnd('.')}. {more}";
        }

        return new TimelineStep(
            title,
            passage.By is { } by ? Say.With(DossierText.ByWhom, when, by) : when,
            IconOf(passage) ?? look.Icon,
            isLast && !passage.To.IsClosed() ? TimelinePlace.Now : TimelinePlace.Past,
            text
        );
    }

    private string? TitleOf(Passage passage) =>
        passage switch
        {
            { IsNewUnit: true } => DossierText.NewUnit,
            { Act: DossierAct.TakeSupplement } => DossierText.SupplementTaken,
            { Act: DossierAct.ConfirmPayment } => DossierText.PaymentConfirmed,
            { Act: DossierAct.CancelPayment } => DossierText.PaymentCancelled,
            { Act: DossierAct.Extend } => DossierText.Apologised,
            { Act: DossierAct.Resume } => DossierText.Resumed,
            { Act: DossierAct.GrantWithdrawal } => DossierText.WithdrawalGranted,
            { Act: DossierAct.DeclineWithdrawal } => DossierText.WithdrawalDeclined,
            { Act: DossierAct.RecallResult } => DossierText.ResultRecalled,
            { Act: DossierAct.Forward, Place: { } place } => Say.With(DossierText.ForwardedTo, place),
            { Act: null, From: DossierStatus.AwaitingSupplement, To: DossierStatus.AwaitingSupplement } => toApplicant
                ? DossierText.YouAnswered
                : DossierText.WasAnswered,
            { Act: null, From: DossierStatus.AwaitingPayment, To: DossierStatus.AwaitingPayment } => toApplicant
                ? DossierText.YouProvedPayment
                : DossierText.PaymentWasProved,
            { Act: null, From: DossierStatus.Accepted, To: DossierStatus.Accepted }
            or { Act: null, From: DossierStatus.InProgress, To: DossierStatus.InProgress } => DossierText.DueMoved,
            { To: DossierStatus.WithdrawalRequested } => toApplicant ? DossierText.YouAskedToWithdraw : null,
            { To: DossierStatus.Submitted, AtCounter: true } => toApplicant ? DossierText.FiledForYouAtCounter : DossierText.FiledAtCounter,
            { To: DossierStatus.Submitted } => toApplicant ? DossierText.YouSubmitted : DossierText.WasSubmitted,
            { To: DossierStatus.InProgress } => Say.With(DossierText.ProcessingAt, Name(position.DecidingAgencyId)),
            _ => null,
        };

    private static string? IconOf(Passage passage) =>
        passage switch
        {
            { IsNewUnit: true } => "home",
            { Act: DossierAct.TakeSupplement or DossierAct.ConfirmPayment or DossierAct.GrantWithdrawal } => "okc",
            { Act: DossierAct.Extend } => "clock",
            { Act: DossierAct.DeclineWithdrawal } => "ban",
            { Act: null, From: DossierStatus.AwaitingSupplement or DossierStatus.AwaitingPayment } when passage.From == passage.To =>
                "send",
            { To: DossierStatus.Submitted } => "send",
            _ => null,
        };

    private IEnumerable<TimelineStep> Ahead()
    {
        var status = position.Status;
        if (status == DossierStatus.WithdrawalRequested && position.WithdrawnAt is null)
        {
            yield return Coming(Say.With(DossierText.WillDecideWithdrawal, Name(position.ReceivingAgencyId)), "", "undo");
        }

        if (status.IsClosed())
        {
            yield break;
        }

        if (status == DossierStatus.Submitted)
        {
            yield return Coming(
                Say.With(DossierText.WillBeAnswered, Name(position.ReceivingAgencyId)),
                Latest(position.AcceptanceDue),
                "okc"
            );
        }

        if (position.ApplicantAnsweredAt is not null && status is DossierStatus.AwaitingSupplement or DossierStatus.AwaitingPayment)
        {
            yield return Coming(
                Say.With(DossierText.WillBeAnswered, Name(position.ReceivingAgencyId)),
                Latest(position.AcceptanceDue),
                "okc"
            );
        }

        if (
            status is DossierStatus.Submitted or DossierStatus.Accepted or DossierStatus.AwaitingSupplement or DossierStatus.AwaitingPayment
        )
        {
            yield return Coming(Say.With(DossierText.WillBeProcessed, Name(position.DecidingAgencyId)), "", "gear");
        }

        if (status != DossierStatus.Completed)
        {
            yield return Coming(DossierText.WillHaveResult, IsWaiting ? "" : Latest(position.DueAt), "check");
        }

        yield return Coming(Return(), "", "hand");
    }

    // No date holds while the applicant has the next move.
    private bool IsWaiting =>
        position.Status is DossierStatus.Submitted or DossierStatus.AwaitingSupplement or DossierStatus.AwaitingPayment;

    private string Return() =>
        position.Delivery switch
        {
            ResultDelivery.Post => DossierText.WillReturnPost,
            ResultDelivery.Digital => DossierText.WillReturnDigital,
            _ => Say.With(DossierText.WillReturnOneStop, Name(position.ReceivingAgencyId)),
        };

    private static TimelineStep Coming(string title, string when, string icon) => new(title, when, icon, TimelinePlace.Next);

    private static string Latest(DateTime? utc) => utc is { } at ? Say.With(DossierText.AtLatest, When.Moment(at)) : "";

    private string Name(string agencyId) => agencies.GetValueOrDefault(agencyId, agencyId);
}
