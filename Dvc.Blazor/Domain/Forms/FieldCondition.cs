using System.Globalization;
using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>How a field is compared with a literal.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ConditionOp>))]
public enum ConditionOp
{
    Eq,
    Ne,
    In,
    Contains,
    Gt,
    Lt,
    Empty,
}

/// <summary>One comparison. <see cref="Value"/> may be missing only for <c>empty</c>, where false turns it round.</summary>
public sealed record FieldCondition(string Field, ConditionOp Op, FormValue? Value = null) : Condition
{
    public override bool Holds(IAnswerLookup answers)
    {
        var actual = answers.Find(Field);
        return Op switch
        {
            ConditionOp.Eq => Any(actual, value => Comparison.Same(value, Value!, answers.Today)),
            ConditionOp.Ne => !Any(actual, value => Comparison.Same(value, Value!, answers.Today)),
            ConditionOp.In => Any(actual, value => Literals.Any(literal => Comparison.Same(value, literal, answers.Today))),
            ConditionOp.Contains => Any(actual, value => Comparison.Contains(value, Value!, answers.Today)),
            ConditionOp.Gt => Any(actual, value => Comparison.Order(value, Value!, answers.Today) > 0),
            ConditionOp.Lt => Any(actual, value => Comparison.Order(value, Value!, answers.Today) < 0),
            _ => Comparison.IsEmpty(actual) != (Value is FlagValue { Flag: false }),
        };
    }

    public override string Explain(IFieldLabels labels, ConditionWords words) => Explain(labels, words, negated: false);

    public override IEnumerable<string> References() => [Field];

    /// <summary>The literals compared with: the items of a list, or the one value.</summary>
    internal IReadOnlyList<FormValue> Literals =>
        Value is ListValue list ? list.Items
        : Value is null ? []
        : [Value];

    internal string Explain(IFieldLabels labels, ConditionWords words, bool negated)
    {
        var field = labels.Find(Field);
        var label = field?.Label ?? Field;
        if (Value is FlagValue flag && Op is (ConditionOp.Eq or ConditionOp.Ne))
        {
            var ticked = flag.Flag == (Op == ConditionOp.Eq) != negated;
            return ConditionWords.Say(ticked ? words.Checked : words.Unchecked, label);
        }

        return ConditionWords.Say(
            Format(words, negated),
            label,
            string.Join(words.ListSeparator, Literals.Select(literal => Word(field, literal)))
        );
    }

    private string Format(ConditionWords words, bool negated) =>
        Op switch
        {
            ConditionOp.Eq => negated ? words.Ne : words.Eq,
            ConditionOp.Ne => negated ? words.Eq : words.Ne,
            ConditionOp.In => negated ? words.NotIn : words.In,
            ConditionOp.Contains => negated ? words.NotContains : words.Contains,
            ConditionOp.Gt => negated ? words.NotGt : words.Gt,
            ConditionOp.Lt => negated ? words.NotLt : words.Lt,
            _ => negated != Value is FlagValue { Flag: false } ? words.NotEmpty : words.Empty,
        };

    private static string Word(FormField? field, FormValue literal) =>
        literal switch
        {
            TextValue text => field?.Options.FirstOrDefault(option => option.Value == text.Text)?.Label ?? text.Text,
            NumberValue number => number.Number.ToString(CultureInfo.CurrentCulture),
            _ => literal.ToJson().ToJsonString(),
        };

    private static bool Any(FormValue? actual, Func<FormValue, bool> test) =>
        actual switch
        {
            null => false,
            ManyValue many => many.Items.Any(test),
            _ => test(actual),
        };
}
