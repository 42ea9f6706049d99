using System.Globalization;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures.Authoring;

namespace Dvc.Blazor.Features.Authoring.Builder;

/// <summary>Comparisons as the condition editor makes them: always of kinds that can be compared.</summary>
public static class Conditions
{
    public static bool CanCompare(Referable referable) => ComparisonTypes.For(referable.Field.Kind).Count > 0;

    /// <summary>A comparison to begin with.</summary>
    public static FieldCondition First(IEnumerable<Referable> fields) => Of(fields.First(CanCompare));

    /// <summary>A comparison of a field to begin with.</summary>
    public static FieldCondition Of(Referable referable)
    {
        var op = ComparisonTypes.For(referable.Field.Kind)[0];
        return new FieldCondition(referable.Reference, op, Start(referable.Field, op));
    }

    /// <summary>The same comparison under another operator; a value that means nothing there is replaced.</summary>
    public static FieldCondition With(FieldCondition leaf, FormField field, ConditionOp op, bool isNegative)
    {
        if (op == ConditionOp.Empty)
        {
            return leaf with { Op = op, Value = isNegative ? FlagValue.False : null };
        }

        var kept = (op, leaf.Value) switch
        {
            (ConditionOp.In, ListValue list) => list,
            (ConditionOp.In, { } one) when leaf.Op != ConditionOp.Empty => new ListValue([one]),
            (not ConditionOp.In, ListValue { Items: [var first, ..] }) => first,
            (not ConditionOp.In, { } one) when leaf.Op != ConditionOp.Empty && one is not ListValue => one,
            _ => null,
        };
        return leaf with { Op = op, Value = kept ?? Start(field, op) };
    }

    /// <summary>A typed value; null when it is none of the kind.</summary>
    public static FormValue? Read(FormField field, string text) =>
        field.Kind switch
        {
            FieldKind.Number or FieldKind.Money or FieldKind.RepeatingGroup => decimal.TryParse(
                text,
                NumberStyles.Float,
                Components.Kit.Say.Vietnamese,
                out var number
            )
                ? new NumberValue(number)
                : null,
            FieldKind.Date => text == "today"
            || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? new TextValue(text)
                : null,
            FieldKind.Checkbox => text == "true" ? FlagValue.True : FlagValue.False,
            _ => new TextValue(text),
        };

    /// <summary>A value as it is typed.</summary>
    public static string Write(FormValue? value) =>
        value switch
        {
            NumberValue number => number.Number.ToString("0.##########", Components.Kit.Say.Vietnamese),
            TextValue text => text.Text,
            FlagValue flag => flag.Flag ? "true" : "false",
            _ => "",
        };

    private static FormValue? Start(FormField field, ConditionOp op)
    {
        FormValue? one = field.Kind switch
        {
            FieldKind.Number or FieldKind.Money or FieldKind.RepeatingGroup => new NumberValue(0),
            FieldKind.Checkbox => FlagValue.True,
            FieldKind.Date => new TextValue("today"),
            FieldKind.Choice or FieldKind.Multichoice => new TextValue(field.Options.Count > 0 ? field.Options[0].Value : ""),
            _ => new TextValue(""),
        };
        return op switch
        {
            ConditionOp.Empty => null,
            ConditionOp.In => new ListValue([one]),
            _ => one,
        };
    }
}
