using Dvc.Blazor.Infrastructure.Security;
using static Dvc.Blazor.Infrastructure.Notifications.NotificationKind;

namespace Dvc.Blazor.Infrastructure.Notifications;

/// <summary>Which kinds belong together, who can be told of them, and how somebody hears who has not chosen.</summary>
public static class NotificationRules
{
    /// <summary>Topics of applicants; everybody with an account can be one.</summary>
    public static IReadOnlyList<NotificationTopic> OfApplicants { get; } =
    [
        NotificationTopic.Receipt,
        NotificationTopic.Supplement,
        NotificationTopic.Refusal,
        NotificationTopic.Result,
        NotificationTopic.Extension,
        NotificationTopic.Payment,
        NotificationTopic.Message,
        NotificationTopic.Progress,
    ];

    /// <summary>Topics of those who work on dossiers.</summary>
    public static IReadOnlyList<NotificationTopic> OfOfficers { get; } =
    [
        NotificationTopic.Assigned,
        NotificationTopic.Forwarded,
        NotificationTopic.Mention,
        NotificationTopic.Opinion,
        NotificationTopic.Subtask,
        NotificationTopic.Approval,
        NotificationTopic.ApplicantActed,
        NotificationTopic.Deadline,
        NotificationTopic.Export,
    ];

    public static NotificationTopic Topic(this NotificationKind kind) =>
        kind switch
        {
            Submitted or Accepted => NotificationTopic.Receipt,
            SupplementRequested or SupplementReminded => NotificationTopic.Supplement,
            Refused or Discontinued => NotificationTopic.Refusal,
            Completed or ResultReturned or CollectReminded => NotificationTopic.Result,
            Extended or DueMoved => NotificationTopic.Extension,
            PaymentRequested or PaymentReminded => NotificationTopic.Payment,
            OfficeWrote => NotificationTopic.Message,
            NotificationKind.Assigned => NotificationTopic.Assigned,
            NotificationKind.Forwarded => NotificationTopic.Forwarded,
            OpinionAsked or OpinionGiven => NotificationTopic.Opinion,
            ApprovalAwaited or ApprovalSentBack or LetterAwaited or LetterApproved or LetterSentBack => NotificationTopic.Approval,
            Mentioned => NotificationTopic.Mention,
            ApplicantAnswered or ApplicantWrote or ApplicantPaid or ApplicantWithdraws => NotificationTopic.ApplicantActed,
            ExportReady => NotificationTopic.Export,
            >= SubtaskGiven => NotificationTopic.Subtask,
            >= DeadlineHalf => NotificationTopic.Deadline,
            _ => NotificationTopic.Progress,
        };

    /// <summary>Whether the law has the office write (Nghị định 61/2018/NĐ-CP, Điều 17 and 19), so that nobody can do without the mail.</summary>
    public static bool IsRequired(this NotificationTopic topic) =>
        topic
            is NotificationTopic.Receipt
                or NotificationTopic.Supplement
                or NotificationTopic.Refusal
                or NotificationTopic.Result
                or NotificationTopic.Extension;

    public static bool IsForOfficers(this NotificationTopic topic) => topic >= NotificationTopic.Assigned;

    /// <summary>How somebody with these roles hears of a topic without having chosen.</summary>
    public static NotificationWay Usual(NotificationTopic topic, IReadOnlyCollection<string> roles) =>
        topic switch
        {
            NotificationTopic.Forwarded or NotificationTopic.ApplicantActed or NotificationTopic.Export => NotificationWay.Portal,
            // The counter sees on its board what is due; one mail of the day is enough.
            NotificationTopic.Deadline when !roles.Contains(Roles.CaseOfficer) && !roles.Contains(Roles.Approver) => NotificationWay.Digest,
            _ => NotificationWay.Mail,
        };
}
