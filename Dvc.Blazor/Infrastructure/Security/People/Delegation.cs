namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>An absent officer's work handed to another for a while: who stands in has the postings and roles of the absent one beside the own.</summary>
public sealed class Delegation
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The officer who is away.</summary>
    public required Guid AbsentId { get; init; }

    /// <summary>The officer who stands in.</summary>
    public required Guid StandInId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly ValidTo { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; null while it stands.</summary>
    public DateTime? RevokedAt { get; set; }

    public bool IsValidOn(DateOnly day) => RevokedAt is null && ValidFrom <= day && day <= ValidTo;
}
