using System.Text.Json;
using Dvc.Blazor.Domain;

namespace Dvc.Blazor.Infrastructure.Outbox;

/// <summary>An event waiting to be handled outside the click that caused it; written in the transaction of the change itself.</summary>
public sealed class OutboxMessage
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The dossier it is about; empty when it is about an account.</summary>
    public required Guid DossierId { get; init; }

    /// <summary>Name of the event's type.</summary>
    public required string Kind { get; init; }

    /// <summary>The event as JSON. Letters about accounts hold codes and addresses, so the column lies unreadable in the database.</summary>
    public required string Payload { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>UTC before which it is not tried (again).</summary>
    public required DateTime DueAt { get; set; }

    /// <summary>How often it was tried; also the fencing number of the lease.</summary>
    public int Attempts { get; set; }

    /// <summary>Node that works on it, until <see cref="LeasedUntil"/>.</summary>
    public string? LeasedBy { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>UTC; set once, when it is done.</summary>
    public DateTime? HandledAt { get; set; }

    /// <summary>UTC; set when it is given up.</summary>
    public DateTime? AbandonedAt { get; set; }

    /// <summary>What went wrong last, without personal data.</summary>
    public string? LastError { get; set; }

    public static OutboxMessage From(IDomainEvent happened, DateTime nowUtc) => From(happened, happened.DossierId, nowUtc);

    /// <summary>Something to be done outside the click that is about an account or, with its id, a dossier.</summary>
    public static OutboxMessage From(object happened, Guid dossierId, DateTime nowUtc) =>
        new()
        {
            DossierId = dossierId,
            Kind = happened.GetType().Name,
            Payload = JsonSerializer.Serialize(happened, happened.GetType()),
            RecordedAt = nowUtc,
            DueAt = nowUtc,
        };
}
