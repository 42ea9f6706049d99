namespace Dvc.Blazor.Domain.Agencies;

/// <summary>Where a planned change of the units stands. The numbers are stored; never renumber them.</summary>
public enum AgencyPlanState
{
    /// <summary>Shown to the administrator who plans it.</summary>
    Proposed = 0,

    /// <summary>Confirmed for a day to come.</summary>
    Scheduled = 1,

    /// <summary>Carried out.</summary>
    Done = 2,

    /// <summary>Could not be carried out when its day came.</summary>
    Failed = 3,
}

/// <summary>A planned change of the units. A confirmed one stays: it is the history of the office.</summary>
public sealed class AgencyPlan
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>What is to change, see <see cref="AgencyChange.Write"/>.</summary>
    public required string Change { get; init; }

    /// <summary>First day on which it counts.</summary>
    public required DateOnly From { get; init; }

    public AgencyPlanState State { get; set; }

    /// <summary>UTC; when it was carried out or failed, or null.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>Key of the rule that refused it when its day came, or null.</summary>
    public string? Fault { get; set; }
}
