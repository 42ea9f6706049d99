namespace Dvc.Blazor.Components.Kit;

/// <summary>A line of the <see cref="ErrorSummary"/>.</summary>
/// <param name="FieldId">Id of the control on this page.</param>
/// <param name="Message">The words that also stand at the field.</param>
/// <param name="Href">Address when the field stands on another page; otherwise nothing.</param>
public sealed record FieldError(string FieldId, string Message, string? Href = null)
{
    /// <summary>Lines for the fields that have something wrong, in the order given.</summary>
    public static IReadOnlyList<FieldError> Those(params (string FieldId, string? Message)[] fields) =>
        [.. fields.Where(field => field.Message is not null).Select(field => new FieldError(field.FieldId, field.Message!))];
}
