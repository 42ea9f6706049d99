using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Tests.Domain.Forms;

/// <summary>A sound random form of about 200 fields with conditions and groups, and random answers to it.</summary>
internal sealed class RandomForm
{
    private readonly Random _random;
    private readonly List<(string Key, FieldKind Kind, string? Group)> _known = [];
    private int _number;

    public RandomForm(int seed)
    {
        _random = new Random(seed);
        var fields = new List<FormField>();
        while (_number < 200)
        {
            fields.Add(_random.Next(12) == 0 ? Group() : Field(null));
        }

        // Shown in another order than they depend on each other.
        _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(fields));
        var half = fields.Count / 2;
        Definition = new FormDefinition
        {
            Sections =
            [
                new FormSection
                {
                    Key = "one",
                    Label = "1",
                    Fields = fields[..half],
                },
                new FormSection
                {
                    Key = "two",
                    Label = "2",
                    Fields = fields[half..],
                },
            ],
        };
        Answers = [.. fields.SelectMany(field => AnswersOf(field, ""))];
    }

    public FormDefinition Definition { get; }

    public List<KeyValuePair<string, AnswerValue>> Answers { get; }

    private FormField Group()
    {
        var condition = Maybe(null);
        var key = $"f{_number++}";
        _known.Add((key, FieldKind.RepeatingGroup, null));
        return Make.Rows(key, [.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Field(key))]) with { VisibleWhen = condition };
    }

    private FormField Field(string? group)
    {
        var condition = Maybe(group);
        FieldKind[] kinds = [FieldKind.Text, FieldKind.Choice, FieldKind.Checkbox, FieldKind.Number, FieldKind.Multichoice];
        var kind = kinds[_random.Next(kinds.Length)];
        var key = $"f{_number++}";
        _known.Add((key, kind, group));
        var field = kind is FieldKind.Choice or FieldKind.Multichoice ? Make.Choice(key, "a", "b", "c") : Make.Field(key);
        return field with
        {
            Kind = kind,
            Required = _random.Next(2) == 0,
            VisibleWhen = condition,
            Help = _random.Next(4) == 0 ? "help" : null,
            Validation = kind == FieldKind.Number && _random.Next(2) == 0 ? new FieldValidation { Min = 1, Max = 3.5m } : null,
        };
    }

    private Condition? Maybe(string? group) => _known.Count > 0 && _random.Next(3) > 0 ? Tree(group, 0) : null;

    private Condition Tree(string? group, int depth) =>
        (depth > 2 ? 3 : _random.Next(6)) switch
        {
            0 => new AllCondition([.. Parts(group, depth)]),
            1 => new AnyCondition([.. Parts(group, depth)]),
            2 => new NotCondition(Tree(group, depth + 1)),
            _ => Leaf(group),
        };

    private List<Condition> Parts(string? group, int depth) =>
        [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Tree(group, depth + 1))];

    private FieldCondition Leaf(string? group)
    {
        var (key, kind, home) = _known[_random.Next(_known.Count)];
        var reference = home is null || home == group ? key : $"{home}.{key}";
        if (_random.Next(6) == 0)
        {
            return new FieldCondition(reference, ConditionOp.Empty);
        }

        ConditionOp[] equal = [ConditionOp.Eq, ConditionOp.Ne];
        return kind switch
        {
            FieldKind.Checkbox => new FieldCondition(reference, equal[_random.Next(2)], new FlagValue(_random.Next(2) == 0)),
            FieldKind.Number or FieldKind.RepeatingGroup => new FieldCondition(
                reference,
                _random.Next(2) == 0 ? ConditionOp.Gt : ConditionOp.Lt,
                new NumberValue(_random.Next(4))
            ),
            FieldKind.Multichoice => new FieldCondition(reference, ConditionOp.Contains, Option()),
            FieldKind.Choice when _random.Next(2) == 0 => new FieldCondition(
                reference,
                ConditionOp.In,
                new ListValue([Option(), Option()])
            ),
            _ => new FieldCondition(reference, equal[_random.Next(2)], Option()),
        };
    }

    private TextValue Option() => new(((char)('a' + _random.Next(3))).ToString());

    private IEnumerable<KeyValuePair<string, AnswerValue>> AnswersOf(FormField field, string parent)
    {
        var path = AnswerPath.Child(parent, field.Key);
        if (field.Kind == FieldKind.RepeatingGroup)
        {
            return Enumerable
                .Range(0, _random.Next(4))
                .SelectMany(row =>
                    field
                        .Fields.SelectMany(child => AnswersOf(child, $"{path}/r{row}"))
                        .Append(KeyValuePair.Create(AnswerPath.Row(path, $"r{row}"), (AnswerValue)new RowAnswer(_random.Next(3))))
                );
        }

        return _random.Next(4) == 0 ? [] : [KeyValuePair.Create(path, Answer(field.Kind))];
    }

    private AnswerValue Answer(FieldKind kind) =>
        kind switch
        {
            FieldKind.Checkbox => new FlagAnswer(_random.Next(2) == 0),
            FieldKind.Multichoice => new ListAnswer([.. new[] { "c", "b", "a" }.Where(_ => _random.Next(2) == 0)]),
            FieldKind.Number => new TextAnswer(new[] { "0", "1,5", "2", "4", "x" }[_random.Next(5)]),
            _ => new TextAnswer(new[] { "a", "b", "c", "", "d" }[_random.Next(5)]),
        };
}
