using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>When something is shown, asked for or checked (điều kiện): a tree that is evaluated and told in words by the same objects.
/// A hidden or unanswered field has no value: <c>eq</c>, <c>in</c>, <c>contains</c>, <c>gt</c>, <c>lt</c> are then false, <c>ne</c> and <c>empty</c> true;
/// a visible checkbox that nobody touched is false. A dotted reference into a repeating group holds when any row does.</summary>
[JsonConverter(typeof(ConditionConverter))]
public abstract record Condition
{
    public abstract bool Holds(IAnswerLookup answers);

    /// <summary>The condition in words, labels instead of keys.</summary>
    public abstract string Explain(IFieldLabels labels, ConditionWords words);

    /// <summary>All field references, in order of appearance, perhaps repeated.</summary>
    public abstract IEnumerable<string> References();
}

/// <summary>Finds typed values for conditions and computations.</summary>
public interface IAnswerLookup
{
    /// <summary>Value of a field key or a dotted reference; null when hidden, unanswered, unreadable or unknown.</summary>
    FormValue? Find(string reference);

    /// <summary>Local date for the literal <c>today</c>.</summary>
    DateOnly Today { get; }
}

/// <summary>Finds the words for a field reference and its option values.</summary>
public interface IFieldLabels
{
    FormField? Find(string reference);
}

/// <summary>True when all parts are; true when there are none.</summary>
public sealed record AllCondition(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool Holds(IAnswerLookup answers)
    {
        foreach (var part in Parts)
        {
            if (!part.Holds(answers))
            {
                return false;
            }
        }

        return true;
    }

    public override string Explain(IFieldLabels labels, ConditionWords words) => words.Join(Parts, words.And, labels);

    public override IEnumerable<string> References() => Parts.SelectMany(part => part.References());
}

/// <summary>True when at least one part is; false when there are none.</summary>
public sealed record AnyCondition(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool Holds(IAnswerLookup answers)
    {
        foreach (var part in Parts)
        {
            if (part.Holds(answers))
            {
                return true;
            }
        }

        return false;
    }

    public override string Explain(IFieldLabels labels, ConditionWords words) => words.Join(Parts, words.Or, labels);

    public override IEnumerable<string> References() => Parts.SelectMany(part => part.References());
}

public sealed record NotCondition(Condition Inner) : Condition
{
    public override bool Holds(IAnswerLookup answers) => !Inner.Holds(answers);

    public override string Explain(IFieldLabels labels, ConditionWords words) =>
        Inner is FieldCondition leaf
            ? leaf.Explain(labels, words, negated: true)
            : ConditionWords.Say(words.Not, Inner.Explain(labels, words));

    public override IEnumerable<string> References() => Inner.References();
}
