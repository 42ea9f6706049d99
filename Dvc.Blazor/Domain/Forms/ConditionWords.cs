using System.Globalization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>Format strings a condition is told with: {0} is the field's label, {1} the value or values.</summary>
public sealed record ConditionWords
{
    public required string Eq { get; init; }

    public required string Ne { get; init; }

    public required string In { get; init; }

    public required string NotIn { get; init; }

    public required string Contains { get; init; }

    public required string NotContains { get; init; }

    public required string Gt { get; init; }

    public required string NotGt { get; init; }

    public required string Lt { get; init; }

    public required string NotLt { get; init; }

    public required string Empty { get; init; }

    public required string NotEmpty { get; init; }

    /// <summary>{0}: label of a checkbox that is ticked.</summary>
    public required string Checked { get; init; }

    public required string Unchecked { get; init; }

    /// <summary>Between parts that must all hold, with its spaces.</summary>
    public required string And { get; init; }

    public required string Or { get; init; }

    /// <summary>{0}: a whole sub-condition that must not hold.</summary>
    public required string Not { get; init; }

    /// <summary>{0}: a sub-condition inside another, as in brackets.</summary>
    public required string Group { get; init; }

    public required string ListSeparator { get; init; }

    internal static string Say(string format, params object[] args) => string.Format(CultureInfo.CurrentCulture, format, args);

    internal string Join(IReadOnlyList<Condition> parts, string separator, IFieldLabels labels) =>
        string.Join(separator, parts.Select(part => Part(part, parts.Count, labels)));

    private string Part(Condition part, int siblings, IFieldLabels labels)
    {
        var text = part.Explain(labels, this);
        return siblings > 1 && part is AllCondition or AnyCondition ? Say(Group, text) : text;
    }
}
