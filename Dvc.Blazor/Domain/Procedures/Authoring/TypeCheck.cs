using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Whether conditions compare like with like, and formulas reckon with what can be reckoned with.</summary>
internal sealed class TypeCheck(CompiledForm form, List<DefinitionFault> faults)
{
    public void Run()
    {
        foreach (var (place, level, condition) in FormDefinitionCheck.Conditions(form))
        {
            foreach (var leaf in ConditionLogic.Leaves(condition))
            {
                if (level.Resolve(leaf.Field)?.Target.Field is { } field && !ComparisonTypes.Fits(field, leaf))
                {
                    Add(ContentFaults.WrongType, place, leaf.Field);
                }
            }
        }

        foreach (var node in form.Fields)
        {
            if (node.Field.Computed is { } computed && FormulaFault(computed, node) is { } part)
            {
                Add(ContentFaults.WrongFormula, FormDefinitionCheck.Place(node), part);
            }
        }
    }

    private static string? FormulaFault(Computation computed, FieldNode node)
    {
        var result = FormulaTypes.Of(computed, reference => node.Level.Resolve(reference)?.Target.Field, out var wrong);
        return wrong ?? (FormulaTypes.Suits(result, node.Field.Kind) ? null : node.Field.Key);
    }

    private void Add(string code, string place, string arg) => faults.Add(new DefinitionFault(code, place, [arg], Severity.Error));
}

/// <summary>What a field may be compared with; the editor offers nothing else.</summary>
public static class ComparisonTypes
{
    /// <summary>The comparisons that mean something for a kind of field.</summary>
    public static IReadOnlyList<ConditionOp> For(FieldKind kind) =>
        kind switch
        {
            FieldKind.Number or FieldKind.Money =>
            [
                ConditionOp.Eq,
                ConditionOp.Ne,
                ConditionOp.Gt,
                ConditionOp.Lt,
                ConditionOp.In,
                ConditionOp.Empty,
            ],
            FieldKind.Date => [ConditionOp.Eq, ConditionOp.Ne, ConditionOp.Gt, ConditionOp.Lt, ConditionOp.Empty],
            FieldKind.RepeatingGroup => [ConditionOp.Eq, ConditionOp.Ne, ConditionOp.Gt, ConditionOp.Lt, ConditionOp.Empty],
            FieldKind.Choice => [ConditionOp.Eq, ConditionOp.Ne, ConditionOp.In, ConditionOp.Empty],
            FieldKind.Multichoice => [ConditionOp.Contains, ConditionOp.Empty],
            FieldKind.Checkbox => [ConditionOp.Eq, ConditionOp.Ne],
            FieldKind.Group => [],
            FieldKind.Address => [ConditionOp.Empty],
            _ => [ConditionOp.Eq, ConditionOp.Ne, ConditionOp.In, ConditionOp.Contains, ConditionOp.Empty],
        };

    /// <summary>Whether the comparison means something for the field.</summary>
    public static bool Fits(FormField field, FieldCondition leaf) =>
        Offers(field.Kind, leaf.Op)
        && (leaf.Op == ConditionOp.Empty ? leaf.Value is null or FlagValue : leaf.Literals.All(literal => Fits(field, literal)));

    private static bool Offers(FieldKind kind, ConditionOp op) =>
        For(kind).Contains(op)
        || (kind, op)
            is
                (FieldKind.Multichoice, ConditionOp.Eq or ConditionOp.Ne or ConditionOp.In)
                or
                (FieldKind.Choice, ConditionOp.Contains)
        || (kind, op) is (FieldKind.Checkbox, ConditionOp.Empty) or (FieldKind.Date, ConditionOp.In);

    private static bool Fits(FormField field, FormValue literal) =>
        field.Kind switch
        {
            FieldKind.Number or FieldKind.Money or FieldKind.RepeatingGroup => literal is NumberValue,
            FieldKind.Checkbox => literal is FlagValue,
            FieldKind.Date => literal is TextValue day && Comparison.Day(day.Text, DateOnly.MinValue) is not null,
            _ => literal is TextValue,
        };
}

/// <summary>What a formula gives.</summary>
public enum FormulaType
{
    Unknown,
    Number,
    Text,
    Date,
}

/// <summary>Types of formulas.</summary>
public static class FormulaTypes
{
    /// <summary>What the formula gives.</summary>
    /// <param name="find">The field a reference means.</param>
    /// <param name="wrong">The first part that cannot be reckoned with; null when all can.</param>
    public static FormulaType Of(Computation computed, Func<string, FormField?> find, out string? wrong)
    {
        wrong = null;
        switch (computed)
        {
            case ConstantComputation { Constant: NumberValue }:
            case CountComputation:
                return FormulaType.Number;
            case ConstantComputation:
                return FormulaType.Text;
            case FieldComputation field:
                return OfField(find(field.Field));
            case SumComputation sum:
                wrong = NotNumbers(sum.Parts, find);
                return FormulaType.Number;
            case ProductComputation product:
                wrong = NotNumbers(product.Parts, find);
                return FormulaType.Number;
            case ConcatComputation concat:
                wrong = concat.Parts.Select(part => Wrong(part, find)).FirstOrDefault(fault => fault is not null);
                return FormulaType.Text;
            case DifferenceComputation difference:
                var (from, take) = (Of(difference.From, find, out wrong), Of(difference.Take, find, out var second));
                wrong ??=
                    second
                    ?? (
                        from == take && from != FormulaType.Text || from == FormulaType.Unknown || take == FormulaType.Unknown
                            ? null
                            : Name(difference.Take)
                    );
                return FormulaType.Number;
            default:
                return FormulaType.Unknown;
        }
    }

    /// <summary>Whether a field of the kind can take what a formula gives.</summary>
    public static bool Suits(FormulaType type, FieldKind kind) =>
        type == FormulaType.Unknown
        || kind switch
        {
            FieldKind.Number or FieldKind.Money => type == FormulaType.Number,
            FieldKind.Date => type == FormulaType.Date,
            FieldKind.Text or FieldKind.Multiline => true,
            _ => false,
        };

    private static string? NotNumbers(IEnumerable<Computation> parts, Func<string, FormField?> find) =>
        parts
            .Select(part => Of(part, find, out var wrong) is FormulaType.Number or FormulaType.Unknown ? wrong : wrong ?? Name(part))
            .FirstOrDefault(fault => fault is not null);

    private static string? Wrong(Computation part, Func<string, FormField?> find)
    {
        Of(part, find, out var wrong);
        return wrong;
    }

    private static string Name(Computation part) => part.References().FirstOrDefault() ?? "";

    private static FormulaType OfField(FormField? field) =>
        field?.Kind switch
        {
            null => FormulaType.Unknown,
            FieldKind.Number or FieldKind.Money or FieldKind.RepeatingGroup => FormulaType.Number,
            FieldKind.Date => FormulaType.Date,
            _ => FormulaType.Text,
        };
}
