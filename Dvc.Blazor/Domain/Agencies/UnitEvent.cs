namespace Dvc.Blazor.Domain.Agencies;

/// <summary>What was done to what the officers of a unit share on their desk. The numbers are stored; never renumber them.</summary>
public enum UnitAct
{
    LabelCreated = 1,
    LabelRenamed = 2,
    LabelDeleted = 3,
    SharingChanged = 4,
}

/// <summary>One line of what was done at the desk of a unit, by whom and when. Lines are only ever added.</summary>
public sealed class UnitEvent
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string AgencyId { get; init; }

    public required UnitAct Act { get; init; }

    public required Guid ActorId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Particulars, JSON: what it was before and what it is now.</summary>
    public required string Detail { get; init; }
}
