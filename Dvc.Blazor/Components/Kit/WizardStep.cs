namespace Dvc.Blazor.Components.Kit;

/// <summary>One step of a <see cref="StepList"/>.</summary>
/// <param name="Title">Name of the step.</param>
/// <param name="Href">Address of the step; nothing when it cannot be visited yet.</param>
/// <param name="IsDone">Whether nothing is missing there.</param>
/// <param name="Note">What was answered, in a few words.</param>
public sealed record WizardStep(string Title, string? Href, bool IsDone, string? Note = null);
