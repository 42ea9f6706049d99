namespace Dvc.Blazor.Features.Handling;

/// <summary>One thing that happened around a dossier, as officers read it.</summary>
/// <param name="At">UTC.</param>
/// <param name="Text">What was said, or null.</param>
internal sealed record StoryLine(DateTime At, string Icon, string Title, string By, string? Text = null);
