namespace Dvc.Blazor.Domain.Agencies;

/// <summary>How work that lies at a unit or division without a named person comes to somebody. The numbers are stored; never renumber them.</summary>
public enum WorkSharing
{
    /// <summary>Not by the portal: somebody takes it, or is named.</summary>
    Off = 0,

    /// <summary>When a leader says so.</summary>
    ByLeaders = 1,

    /// <summary>At once, when it comes to the place without a named person; leaders can do it for what lies there already.</summary>
    Automatic = 2,
}

/// <summary>What leaders have settled for the desk of their unit.</summary>
public sealed class UnitDesk
{
    /// <summary>What holds where nothing has been settled.</summary>
    public const WorkSharing Usual = WorkSharing.ByLeaders;

    public required string AgencyId { get; init; }

    public WorkSharing Sharing { get; set; } = Usual;
}
