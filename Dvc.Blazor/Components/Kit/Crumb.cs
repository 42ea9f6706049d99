namespace Dvc.Blazor.Components.Kit;

/// <summary>A place on the path to the page; the last one has no address.</summary>
public sealed record Crumb(string Text, string? Href = null);
