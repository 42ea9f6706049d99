namespace Dvc.Blazor.Domain.Calendars;

/// <summary>A change of the working calendar that waits for its administrator to confirm it.</summary>
public sealed class CalendarPlan
{
    public required Guid Id { get; init; }

    /// <summary>The administrator; nobody else sees it.</summary>
    public required Guid ById { get; init; }

    /// <summary>Number of the edition it changes.</summary>
    public required int Edition { get; init; }

    /// <summary>The <see cref="CalendarChange"/>, JSON.</summary>
    public required string Change { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}

/// <summary>A due date that a planned change would move.</summary>
public sealed class PlannedMove
{
    public required Guid PlanId { get; init; }

    public required Guid DossierId { get; init; }

    /// <summary>Number of the dossier.</summary>
    public required string Number { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime From { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime To { get; init; }

    /// <summary>Whether the administrator wants it moved.</summary>
    public required bool IsChosen { get; set; }
}
