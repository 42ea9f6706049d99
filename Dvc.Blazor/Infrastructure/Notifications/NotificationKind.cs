namespace Dvc.Blazor.Infrastructure.Notifications;

/// <summary>What a notification says has happened. The numbers are stored; never renumber them. Below 100 to applicants, above to officers.</summary>
public enum NotificationKind
{
    Submitted = 1,
    Accepted = 2,
    SupplementRequested = 3,
    Refused = 4,
    Discontinued = 5,
    PaymentRequested = 6,
    Completed = 7,
    ResultReturned = 8,
    Extended = 9,
    OfficeWrote = 10,
    InProgress = 11,
    SupplementReceived = 12,
    PaymentReceived = 13,
    WithdrawalReceived = 14,
    WithdrawalGranted = 15,
    WithdrawalDeclined = 16,
    Changed = 17,
    SupplementReminded = 18,
    PaymentReminded = 19,
    CollectReminded = 20,
    DueMoved = 21,

    /// <summary>Units were merged or split; another one goes on.</summary>
    UnitsChanged = 31,

    Assigned = 101,
    Forwarded = 102,
    OpinionAsked = 103,
    OpinionGiven = 104,
    ApprovalAwaited = 105,
    ApprovalSentBack = 106,
    Mentioned = 107,
    ApplicantAnswered = 108,
    ApplicantWrote = 109,
    ApplicantPaid = 110,
    ApplicantWithdraws = 111,
    LetterAwaited = 112,
    LetterApproved = 113,
    LetterSentBack = 114,
    DeadlineHalf = 121,
    DeadlineFourFifths = 122,
    DeadlineToday = 123,
    DeadlineOver = 124,
    SupplementOverdue = 125,
    PaymentOverdue = 126,
    OpinionOverdue = 127,
    NotCollected = 128,
    ApologyDrafted = 129,
    EndProposed = 130,
    EndedByRule = 131,
    SubtaskOverdue = 132,

    SubtaskGiven = 141,
    SubtaskTaken = 142,
    SubtaskDone = 143,
    SubtaskDeclined = 144,
    SubtaskChanged = 145,
    SubtaskWithdrawn = 146,

    /// <summary>A file that the person asked for can be fetched; it belongs to no dossier.</summary>
    ExportReady = 151,
}

/// <summary>What people choose the way of, each for several kinds. The numbers are stored; never renumber them.</summary>
public enum NotificationTopic
{
    Receipt = 1,
    Supplement = 2,
    Refusal = 3,
    Result = 4,
    Extension = 5,
    Payment = 6,
    Message = 7,
    Progress = 8,

    Assigned = 21,
    Forwarded = 22,
    Opinion = 23,
    Approval = 24,
    Mention = 25,
    ApplicantActed = 26,
    Deadline = 27,
    Subtask = 28,
    Export = 29,
}

/// <summary>How somebody wants to hear of a topic. The numbers are stored; never renumber them.</summary>
public enum NotificationWay
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>On the portal only.</summary>
    Portal = 1,

    /// <summary>On the portal, and in the one mail of the day.</summary>
    Digest = 2,

    /// <summary>On the portal, and by a mail at once.</summary>
    Mail = 3,
}
