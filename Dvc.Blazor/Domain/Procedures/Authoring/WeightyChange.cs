namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Changes that weigh so much that an office can have two people answer for them: fees, time limit, workflow.</summary>
public static class WeightyChange
{
    private static readonly ContentPart[] Weighty = [ContentPart.Fee, ContentPart.Processing, ContentPart.Workflow];

    /// <summary>The weighty parts that differ; all of them where nothing was published before.</summary>
    public static IReadOnlyList<ContentPart> Between(ProcedureDefinition? before, ProcedureDefinition after) =>
        before is null
            ? Weighty
            : [.. RevisionDifference.Between(before, after).Select(difference => difference.Part).Distinct().Intersect(Weighty)];
}
