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
