namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>The applicant has filed a dossier.</summary>
public sealed record DossierSubmitted(Guid DossierId, string Number) : IDomainEvent;

/// <summary>The one-stop department has taken the dossier in; the clock runs.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Number">Its number.</param>
/// <param name="DueAt">Appointed time of the result, UTC; null when the procedure has no time limit.</param>
public sealed record DossierAccepted(Guid DossierId, string Number, DateTime? DueAt) : IDomainEvent;

/// <summary>The one-stop department has refused the dossier.</summary>
public sealed record DossierRefused(Guid DossierId, string Number, string Reason) : IDomainEvent;

/// <summary>Any other passage from one status to the next.</summary>
public sealed record DossierStatusChanged(Guid DossierId, string Number, DossierStatus From, DossierStatus To, string? Note) : IDomainEvent;

/// <summary>The applicant is asked for supplements.</summary>
public sealed record SupplementRequested(Guid DossierId, string Number, Guid RequestId) : IDomainEvent;

/// <summary>The applicant has answered a request for supplements.</summary>
public sealed record SupplementAnswered(Guid DossierId, string Number, Guid RequestId) : IDomainEvent;

/// <summary>The applicant has shown a proof of paying.</summary>
public sealed record PaymentProved(Guid DossierId, string Number) : IDomainEvent;

/// <summary>The office has decided on the applicant's wish to withdraw.</summary>
public sealed record WithdrawalDecided(Guid DossierId, string Number, bool IsGranted, string? Reason) : IDomainEvent;

/// <summary>The office apologises and names a new date.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Number">Its number.</param>
/// <param name="DueAt">The new date, UTC.</param>
/// <param name="Reason">Why it takes longer.</param>
public sealed record DossierExtended(Guid DossierId, string Number, DateTime DueAt, string Reason) : IDomainEvent;

/// <summary>The due date has moved because the working calendar has changed.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Number">Its number.</param>
/// <param name="Was">The date before, UTC.</param>
/// <param name="DueAt">The new date, UTC.</param>
/// <param name="Reason">What has changed.</param>
public sealed record DueDateMoved(Guid DossierId, string Number, DateTime Was, DateTime DueAt, string Reason) : IDomainEvent;

/// <summary>A dossier was given to an officer.</summary>
public sealed record DossierAssigned(Guid DossierId, string Number, Guid OfficerId, string By) : IDomainEvent;

/// <summary>A dossier was passed on to a place, without naming an officer there.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Number">Its number.</param>
/// <param name="AgencyId">Where it lies now.</param>
/// <param name="ById">Who passed it on.</param>
public sealed record DossierForwarded(Guid DossierId, string Number, string AgencyId, Guid? ById) : IDomainEvent;

/// <summary>A result, or the draft of a letter, was laid before a leader, approved or sent back.</summary>
public sealed record ApprovalMoved(Guid DossierId, string Number, ApprovalVerdict Verdict, int Level, OfficeLetterKind? Letter = null)
    : IDomainEvent;

/// <summary>The portal reminds the applicant.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Number">Its number.</param>
/// <param name="What">Of what.</param>
/// <param name="LimitAt">By when; of a result, since when it lies there. UTC.</param>
public sealed record ApplicantReminded(Guid DossierId, string Number, ReminderKind What, DateTime LimitAt) : IDomainEvent;

/// <summary>Another agency is asked for its opinion.</summary>
public sealed record OpinionAsked(Guid DossierId, string Number, Guid RequestId, string AgencyId) : IDomainEvent;

/// <summary>Another agency has given its opinion.</summary>
public sealed record OpinionGiven(Guid DossierId, string Number, Guid RequestId) : IDomainEvent;

/// <summary>What happened to a part of the work.</summary>
public enum SubtaskMove
{
    Given,
    Taken,
    Done,
    Declined,
    Changed,
    Withdrawn,
}

/// <summary>A part of the work was given to somebody, or something happened to it.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Number">Its number.</param>
/// <param name="SubtaskId">The part.</param>
/// <param name="Move">What happened.</param>
/// <param name="ById">Who did it; null: the portal.</param>
public sealed record SubtaskMoved(Guid DossierId, string Number, Guid SubtaskId, SubtaskMove Move, Guid? ById) : IDomainEvent;

/// <summary>A note for colleagues names some of them.</summary>
public sealed record OfficersMentioned(Guid DossierId, string Number, Guid NoteId, IReadOnlyList<Guid> Officers) : IDomainEvent;

/// <summary>Applicant or office have written to each other.</summary>
public sealed record MessageWritten(Guid DossierId, string Number, Guid MessageId, bool IsFromApplicant) : IDomainEvent;

/// <summary>Units were merged or split, and the dossier goes on at another one.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Number">Its number, which stays.</param>
/// <param name="FromUnitId">The unit that has ended.</param>
/// <param name="ToUnitId">The unit that has taken over.</param>
/// <param name="Words">What the applicant is told.</param>
public sealed record DossierUnitsChanged(Guid DossierId, string Number, string FromUnitId, string ToUnitId, string Words) : IDomainEvent;
