using Dvc.Blazor.Domain;

namespace Dvc.Blazor.Features.Deadlines;

/// <summary>A mark of a time limit was noticed; for one officer, since one message is one mail.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Number">Its number.</param>
/// <param name="Mark">What was noticed.</param>
/// <param name="LimitAt">The time limit, UTC.</param>
/// <param name="OfficerId">Who is told.</param>
internal sealed record DeadlineNoticed(Guid DossierId, string Number, DeadlineMark Mark, DateTime LimitAt, Guid OfficerId) : IDomainEvent;
