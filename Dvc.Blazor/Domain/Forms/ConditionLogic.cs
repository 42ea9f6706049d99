namespace Dvc.Blazor.Domain.Forms;

/// <summary>Whether any answers at all can make a condition true. Looks through what the fields it names need themselves. Where it
/// cannot tell it says yes, so a "no" is always right.</summary>
internal sealed class ConditionLogic(CompiledForm form)
{
    // More alternatives than any real form has; past it we give up and say yes.
    private const int MaxSteps = 5_000;

    public static IEnumerable<FieldCondition> Leaves(Condition condition) =>
        condition switch
        {
            AllCondition all => all.Parts.SelectMany(Leaves),
            AnyCondition any => any.Parts.SelectMany(Leaves),
            NotCondition not => Leaves(not.Inner),
            FieldCondition leaf => [leaf],
            _ => [],
        };

    /// <summary>Literals compared with a choice that does not offer them.</summary>
    public static IEnumerable<string> UnknownOptions(FieldCondition leaf, FormLevel level) =>
        leaf.Op is ConditionOp.Eq or ConditionOp.Ne or ConditionOp.In or ConditionOp.Contains
        && level.Resolve(leaf.Field)?.Target.Field is { Kind: FieldKind.Choice or FieldKind.Multichoice, AllowOther: false } field
            ? leaf.Literals.Where(literal => !Offered(field, literal)).Select(ValueText.Of)
            : [];

    public bool CanHold(Condition condition, FormLevel level) => new Search(form).Run([new Demand(condition, level, Wanted: true)]);

    public bool CanShow(FieldNode field) => new Search(form).Run([.. Demands(field, form)]);

    private static IEnumerable<Demand> Demands(FieldNode field, CompiledForm form)
    {
        for (var node = field; node is not null; node = node.Group ?? node.Level.Group)
        {
            if (node.VisibleWhen is { } condition)
            {
                yield return new Demand(condition, node.Level, Wanted: true);
            }
        }

        if (field.Section.VisibleWhen is { } section)
        {
            yield return new Demand(section, form.Root, Wanted: true);
        }
    }

    private static bool Offered(FormField field, FormValue literal) =>
        literal is TextValue text && field.Options.Any(option => option.Value == text.Text);

    private sealed record Demand(Condition Condition, FormLevel Level, bool Wanted);

    /// <summary>What is known of the options a choice may still have on one branch.</summary>
    private sealed class Known
    {
        private readonly Dictionary<FieldNode, HashSet<string>> _allowed = [];
        private readonly Dictionary<FieldNode, ValueRange> _ranges = [];
        private readonly Dictionary<FieldNode, FormValue> _exact = [];

        public HashSet<FieldNode> Shown { get; } = [];

        public Known Copy()
        {
            var copy = new Known();
            copy.Shown.UnionWith(Shown);
            foreach (var (field, options) in _allowed)
            {
                copy._allowed[field] = [.. options];
            }

            foreach (var (field, range) in _ranges)
            {
                copy._ranges[field] = range;
            }

            foreach (var (field, value) in _exact)
            {
                copy._exact[field] = value;
            }

            return copy;
        }

        /// <summary>False when no number or day is left between what the field must be above and below.</summary>
        public bool Narrow(FieldNode field, ConditionOp op, FormValue? literal)
        {
            if (ValueRange.Of(op, literal) is not { } range)
            {
                return true;
            }

            _ranges[field] = range = _ranges.GetValueOrDefault(field, ValueRange.All).And(range);
            return !range.IsEmpty;
        }

        /// <summary>False when the field must be another value already.</summary>
        public bool Fix(FieldNode field, FormValue value) => _exact.TryAdd(field, value) || _exact[field] == value;

        /// <summary>False when nothing is left to a field that must have a value.</summary>
        public bool Narrow(FieldNode field, IEnumerable<FormValue> literals, bool keep)
        {
            if (!_allowed.TryGetValue(field, out var options))
            {
                _allowed[field] = options = [.. field.Field.Options.Select(option => option.Value)];
            }

            var values = literals.Select(ValueText.Of).ToHashSet(StringComparer.Ordinal);
            options.RemoveWhere(option => values.Contains(option) != keep);
            return options.Count > 0 || !Shown.Contains(field);
        }
    }

    private sealed class Search(CompiledForm form)
    {
        private int _steps;

        public bool Run(IReadOnlyList<Demand> demands) => Try(new Stack<Demand>(demands), new Known());

        private bool Try(Stack<Demand> demands, Known known)
        {
            while (demands.TryPop(out var demand))
            {
                if (++_steps > MaxSteps)
                {
                    return true;
                }

                switch (demand.Condition)
                {
                    case NotCondition not:
                        demands.Push(demand with { Condition = not.Inner, Wanted = !demand.Wanted });
                        break;
                    case FieldCondition leaf:
                        if (!Accept(leaf, demand, demands, known))
                        {
                            return false;
                        }

                        break;
                    case AllCondition { Parts: var parts } when demand.Wanted:
                        Push(demands, parts, demand);
                        break;
                    case AnyCondition { Parts: var parts } when !demand.Wanted:
                        Push(demands, parts, demand);
                        break;
                    default:
                        return Alternatives(demand.Condition)
                            .Any(part => Try(new Stack<Demand>([.. demands.Reverse(), demand with { Condition = part }]), known.Copy()));
                }
            }

            return true;
        }

        private bool Accept(FieldCondition leaf, Demand demand, Stack<Demand> demands, Known known)
        {
            if (demand.Level.Resolve(leaf.Field) is not { Path.Count: 1, Target: var field })
            {
                return true;
            }

            var needsValue =
                demand.Wanted && leaf.Op is not (ConditionOp.Ne or ConditionOp.Empty) || !demand.Wanted && leaf.Op == ConditionOp.Ne;
            if (needsValue && known.Shown.Add(field))
            {
                foreach (var more in Demands(field, form))
                {
                    demands.Push(more);
                }
            }

            return Fits(leaf, field, demand.Wanted, needsValue, known);
        }

        private static bool Fits(FieldCondition leaf, FieldNode field, bool wanted, bool needsValue, Known known) =>
            (field.Field.Kind, leaf.Op) switch
            {
                (FieldKind.Choice, ConditionOp.Gt or ConditionOp.Lt) => !wanted,
                (FieldKind.Choice, not ConditionOp.Empty) => field.Field.AllowOther || known.Narrow(field, leaf.Literals, keep: needsValue),
                (FieldKind.Multichoice, ConditionOp.Contains) when wanted => leaf.Literals.Any(literal => Offered(field.Field, literal)),
                (FieldKind.Number or FieldKind.Money or FieldKind.Date, ConditionOp.Eq or ConditionOp.Gt or ConditionOp.Lt) when wanted =>
                    known.Narrow(field, leaf.Op, leaf.Value),
                (FieldKind.Text or FieldKind.Multiline, ConditionOp.Eq) when wanted => known.Fix(field, leaf.Value!),
                (FieldKind.Checkbox, ConditionOp.Eq) when wanted => leaf.Value is FlagValue flag && known.Fix(field, flag),
                (FieldKind.Checkbox, ConditionOp.Gt or ConditionOp.Lt or ConditionOp.Contains) => !wanted,
                _ => true,
            };

        private static IReadOnlyList<Condition> Alternatives(Condition condition) =>
            condition switch
            {
                AllCondition all => all.Parts,
                AnyCondition any => any.Parts,
                _ => [condition],
            };

        private static void Push(Stack<Demand> demands, IEnumerable<Condition> parts, Demand demand)
        {
            foreach (var part in parts)
            {
                demands.Push(demand with { Condition = part });
            }
        }
    }
}
