namespace Dvc.Blazor.Features.Handling;

/// <summary>What an officer has typed for one part of the work, as typed.</summary>
public sealed class SubtaskLine
{
    public string AgencyId { get; set; } = "";

    public Guid? OfficerId { get; set; }

    public string Content { get; set; } = "";

    /// <summary>Working days.</summary>
    public string Days { get; set; } = "";

    /// <summary>Why it is due later than the dossier.</summary>
    public string WhyLater { get; set; } = "";
}
