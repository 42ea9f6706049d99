namespace Dvc.Blazor.Domain.Procedures;

/// <summary>What was done to a procedure.</summary>
public enum ProcedureAct
{
    Created = 0,
    DraftBegun = 1,
    DraftChanged = 2,
    DraftDropped = 3,
    Scheduled = 4,
    ScheduleTakenBack = 5,
    Published = 6,

    /// <summary>The content had faults when its time came.</summary>
    ScheduleFailed = 7,
    Closed = 8,
    Reopened = 9,
    Imported = 10,

    /// <summary>Drafts and dossiers were moved to it; the detail counts the moved, asked, left and staying ones.</summary>
    Moved = 11,

    /// <summary>An administrator has decided; a second one has to confirm.</summary>
    Proposed = 12,
    ProposalTakenBack = 13,
}

/// <summary>One line of what was done to a procedure, by whom and when. Lines are only ever added.</summary>
public sealed class ProcedureEvent
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string ProcedureCode { get; init; }

    /// <summary>Number of the revision it was about, or null.</summary>
    public int? Revision { get; init; }

    public required ProcedureAct Act { get; init; }

    /// <summary>Null: the portal itself, at the time set before.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Digest of the content after the act, the revision restored, or the procedure that replaces it.</summary>
    public string? Detail { get; init; }
}
