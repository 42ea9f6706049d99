using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>Who has the next move.</summary>
public enum NextActor
{
    /// <summary>Người nộp.</summary>
    Applicant,

    /// <summary>The one-stop department that takes dossiers in and hands results out.</summary>
    OneStop,

    /// <summary>The unit that examines and decides.</summary>
    Handling,

    /// <summary>Nobody: the dossier has come to its end.</summary>
    Nobody,
}

/// <summary>What the date of a <see cref="NextStep"/> means.</summary>
public enum NextDate
{
    /// <summary>To be done by this time.</summary>
    By,

    /// <summary>Waiting since; no time limit runs.</summary>
    Since,

    /// <summary>Ended on.</summary>
    Ended,
}

/// <summary>Who acts next on a dossier, and by when: every status has a named actor and a date.</summary>
/// <param name="Who">Who has the next move.</param>
/// <param name="AgencyId">The agency, when it is one; else null.</param>
/// <param name="Date">What <paramref name="AtUtc"/> means.</param>
/// <param name="AtUtc">UTC.</param>
public sealed record NextStep(NextActor Who, string? AgencyId, NextDate Date, DateTime AtUtc)
{
    /// <summary>Of a dossier as it stands.</summary>
    /// <param name="dossier">What is known of it.</param>
    public static NextStep Of(DossierPosition dossier) =>
        dossier.Status switch
        {
            DossierStatus.Draft => new(NextActor.Applicant, null, NextDate.Since, dossier.UpdatedAt),
            Submitted => dossier.AcceptanceDue is { } answer
                ? new(NextActor.OneStop, dossier.ReceivingAgencyId, NextDate.By, answer)
                : new(NextActor.OneStop, dossier.ReceivingAgencyId, NextDate.Since, dossier.SubmittedAt),
            InProgress when dossier.AwaitsApproval => Deciding(dossier, dossier.CompetentAgencyId ?? dossier.DecidingAgencyId),
            Accepted or InProgress => Deciding(dossier, dossier.DecidingAgencyId),
            AwaitingSupplement or AwaitingPayment when dossier.ApplicantAnsweredAt is { } answered => new(
                NextActor.OneStop,
                dossier.ReceivingAgencyId,
                dossier.AcceptanceDue is null ? NextDate.Since : NextDate.By,
                dossier.AcceptanceDue ?? answered
            ),
            AwaitingSupplement or AwaitingPayment => dossier.ApplicantDueAt is { } asked
                ? new(NextActor.Applicant, null, NextDate.By, asked)
                : new(NextActor.Applicant, null, NextDate.Since, dossier.UpdatedAt),
            WithdrawalRequested when dossier.WithdrawnAt is { } gone => new(NextActor.Nobody, null, NextDate.Ended, gone),
            WithdrawalRequested => new(NextActor.OneStop, dossier.ReceivingAgencyId, NextDate.Since, dossier.UpdatedAt),
            Completed when dossier.Delivery == ResultDelivery.OneStop => new(NextActor.Applicant, null, NextDate.Since, dossier.UpdatedAt),
            Completed => new(NextActor.OneStop, dossier.ReceivingAgencyId, NextDate.Since, dossier.UpdatedAt),
            Refused or Discontinued or ResultReturned => new(NextActor.Nobody, null, NextDate.Ended, dossier.UpdatedAt),
            _ => throw new ArgumentOutOfRangeException(nameof(dossier), dossier.Status, "Not a status of a dossier."),
        };

    /// <summary>Of a part of the work: whoever was given it, by its date; of an ended one nobody.</summary>
    public static NextStep Of(Subtask subtask) =>
        subtask.EndedAt is { } ended
            ? new(NextActor.Nobody, null, NextDate.Ended, ended)
            : new(NextActor.Handling, subtask.AgencyId, NextDate.By, subtask.DueAt);

    private static NextStep Deciding(DossierPosition dossier, string agencyId) =>
        dossier.DueAt is { } due
            ? new(NextActor.Handling, agencyId, NextDate.By, due)
            : new(NextActor.Handling, agencyId, NextDate.Since, dossier.UpdatedAt);
}

/// <summary>What has to be known of a dossier to say who acts next. Times are UTC.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="SubmittedAt">When it was filed.</param>
/// <param name="UpdatedAt">When it came to this status.</param>
/// <param name="DueAt">Appointed time, once there is one.</param>
/// <param name="AcceptanceDue">When the one-stop department has to have answered (8 working hours after filing), when reckoned.</param>
/// <param name="ReceivingAgencyId">The one-stop department.</param>
/// <param name="DecidingAgencyId">Who examines: the division, else the competent agency.</param>
/// <param name="Delivery">How the result reaches the applicant.</param>
public sealed record DossierPosition(
    DossierStatus Status,
    DateTime SubmittedAt,
    DateTime UpdatedAt,
    DateTime? DueAt,
    DateTime? AcceptanceDue,
    string ReceivingAgencyId,
    string DecidingAgencyId,
    ResultDelivery Delivery
)
{
    /// <summary>By when the applicant is asked to act, UTC.</summary>
    public DateTime? ApplicantDueAt { get; init; }

    /// <summary>When the applicant did what was asked, UTC; the office has not looked at it yet.</summary>
    public DateTime? ApplicantAnsweredAt { get; init; }

    /// <summary>When a withdrawal was granted, UTC.</summary>
    public DateTime? WithdrawnAt { get; init; }

    /// <summary>Whether the result lies before a leader.</summary>
    public bool AwaitsApproval { get; init; }

    /// <summary>The agency whose leader decides.</summary>
    public string? CompetentAgencyId { get; init; }
}
