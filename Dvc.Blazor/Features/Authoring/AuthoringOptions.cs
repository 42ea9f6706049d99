namespace Dvc.Blazor.Features.Authoring;

/// <summary>Section <c>Authoring</c> of the settings.</summary>
public sealed class AuthoringOptions
{
    public const string Section = "Authoring";

    /// <summary>Whether a second administrator has to confirm a publication that changes fees, the time limit or the workflow.</summary>
    public bool FourEyes { get; set; }
}
