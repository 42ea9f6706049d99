using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>How a computed value is worked out: a small closed set of operations, no code.</summary>
[JsonConverter(typeof(ComputationConverter))]
public abstract record Computation
{
    /// <summary>The value, or null when what it needs is missing or the number is too large.</summary>
    public FormValue? Value(IAnswerLookup answers)
    {
        try
        {
            return Work(answers);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    public abstract IEnumerable<string> References();

    internal abstract FormValue? Work(IAnswerLookup answers);
}

/// <summary>JSON: a string. The value of that field; over rows, all of them.</summary>
public sealed record FieldComputation(string Field) : Computation
{
    public override IEnumerable<string> References() => [Field];

    internal override FormValue? Work(IAnswerLookup answers) => answers.Find(Field);
}

/// <summary>JSON: a number, or <c>{text: "…"}</c>.</summary>
public sealed record ConstantComputation(FormValue Constant) : Computation
{
    public override IEnumerable<string> References() => [];

    internal override FormValue? Work(IAnswerLookup answers) => Constant;
}

/// <summary>JSON: <c>{sum: [parts]}</c>; missing parts count as nothing, all missing gives no value.</summary>
public sealed record SumComputation(IReadOnlyList<Computation> Parts) : Computation
{
    public override IEnumerable<string> References() => Parts.SelectMany(part => part.References());

    internal override FormValue? Work(IAnswerLookup answers) =>
        Comparison.Sum(Parts.Select(part => part.Work(answers)).OfType<FormValue>()) is { } sum ? new NumberValue(sum) : null;
}

/// <summary>JSON: <c>{product: [parts]}</c>; a missing part gives no value.</summary>
public sealed record ProductComputation(IReadOnlyList<Computation> Parts) : Computation
{
    public override IEnumerable<string> References() => Parts.SelectMany(part => part.References());

    internal override FormValue? Work(IAnswerLookup answers)
    {
        decimal product = 1;
        foreach (var part in Parts)
        {
            if (Comparison.Number(part.Work(answers)) is not { } number)
            {
                return null;
            }

            product *= number;
        }

        return Parts.Count == 0 ? null : new NumberValue(product);
    }
}

/// <summary>JSON: <c>{difference: [from, take]}</c>; in numbers, or in days between two whole dates.</summary>
public sealed record DifferenceComputation(Computation From, Computation Take) : Computation
{
    public override IEnumerable<string> References() => From.References().Concat(Take.References());

    internal override FormValue? Work(IAnswerLookup answers) =>
        (From.Work(answers), Take.Work(answers)) switch
        {
            (DateValue { Date.IsWhole: true } a, DateValue { Date.IsWhole: true } b) => new NumberValue(
                a.Date.Earliest.DayNumber - b.Date.Earliest.DayNumber
            ),
            var (a, b) => Comparison.Number(a) is { } from && Comparison.Number(b) is { } take ? new NumberValue(from - take) : null,
        };
}

/// <summary>JSON: <c>{count: "group"}</c>: rows of a group, or options chosen.</summary>
public sealed record CountComputation(string Field) : Computation
{
    public override IEnumerable<string> References() => [Field];

    internal override FormValue? Work(IAnswerLookup answers) =>
        answers.Find(Field) switch
        {
            RowsValue rows => new NumberValue(rows.Count),
            ListValue list => new NumberValue(list.Items.Count),
            ManyValue many => new NumberValue(many.Items.Count),
            null => null,
            _ => new NumberValue(1),
        };
}

/// <summary>JSON: <c>{concat: [parts]}</c>; missing parts are left out, all missing gives no value.</summary>
public sealed record ConcatComputation(IReadOnlyList<Computation> Parts) : Computation
{
    public override IEnumerable<string> References() => Parts.SelectMany(part => part.References());

    internal override FormValue? Work(IAnswerLookup answers)
    {
        var values = Parts.Select(part => (Part: part, Text: ValueText.Of(part.Work(answers)))).ToList();
        var answered = values.Exists(value => value.Part is not ConstantComputation && value.Text.Length > 0);
        return answered ? new TextValue(string.Concat(values.Select(value => value.Text))) : null;
    }
}
