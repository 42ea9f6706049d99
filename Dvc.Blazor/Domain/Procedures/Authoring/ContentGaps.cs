namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>A part that people look for on the page of a procedure.</summary>
public enum ContentGap
{
    Form,
    Papers,
    TimeLimit,
    Fees,
    LegalBasis,
    Result,

    /// <summary>Values are there, but without a source.</summary>
    Sources,
}

/// <summary>How complete a content is.</summary>
public static class ContentGaps
{
    /// <summary>How many parts there are.</summary>
    public static int Parts { get; } = Enum.GetValues<ContentGap>().Length;

    /// <summary>The parts that are missing.</summary>
    public static IReadOnlyList<ContentGap> Of(ProcedureDefinition content) =>
        [.. Enum.GetValues<ContentGap>().Where(gap => IsMissing(gap, content))];

    private static bool IsMissing(ContentGap gap, ProcedureDefinition content) =>
        gap switch
        {
            ContentGap.Form => !content.Form.Sections.Any(section => section is { Role: Forms.SectionRole.Form, Fields.Count: > 0 }),
            ContentGap.Papers => content.Components.Count == 0,
            ContentGap.TimeLimit => content.Processing is { Unit: not "same_day", Value: null },
            ContentGap.Fees => content.Fees.Count == 0,
            ContentGap.LegalBasis => content.LegalBasis.Count == 0,
            ContentGap.Result => content.Result is null,
            _ => content.UnverifiedValues.Count > 0,
        };
}
