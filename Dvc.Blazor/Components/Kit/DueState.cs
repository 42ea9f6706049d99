namespace Dvc.Blazor.Components.Kit;

/// <summary>Where a deadline stands, as <see cref="DueDate"/> shows it.</summary>
public enum DueState
{
    Ahead,
    Today,
    Late,
    Paused,
    Met,
}
