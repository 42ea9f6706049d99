namespace Dvc.Blazor.Components.Kit;

/// <summary>What the save line tells. The three failures have different remedies, so they are told apart.</summary>
public enum SaveState
{
    Nothing,
    Saving,
    Saved,
    NoNetwork,
    SignedOut,
    ServerFault,
}
