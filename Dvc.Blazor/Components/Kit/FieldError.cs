namespace Dvc.Blazor.Components.Kit;

/// <summary>A line of the <see cref="ErrorSummary"/>.</summary>
/// <param name="FieldId">Id of the control on this page.</param>
/// <param name="Message">The words that also stand at the field.</param>
/// <param name="Href">Address when the field stands on another page; otherwise nothing.</param>
public sealed record FieldError(string FieldId, string Message, string? Href = null);
