using System.Globalization;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Tests.Domain.Forms;

/// <summary>Finds the visible paths without any dependency order: starts with nothing visible and applies all conditions again and again
/// until nothing changes. Shares no code with the engine but the definition's own records.</summary>
internal sealed class VisibilityOracle
{
    private readonly Dictionary<string, AnswerValue> _answers;
    private readonly Dictionary<string, FormField> _fields = [];
    private readonly Dictionary<string, string> _home = [];
    private HashSet<string> _visible = [];

    public VisibilityOracle(RandomForm form)
    {
        _answers = form.Answers.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var field in form.Definition.Sections.SelectMany(section => section.Fields))
        {
            _fields[field.Key] = field;
            foreach (var child in field.Fields)
            {
                _fields[child.Key] = child;
                _home[child.Key] = field.Key;
            }
        }
    }

    public HashSet<string> Visible()
    {
        for (var round = 0; round < 2_000; round++)
        {
            var next = new HashSet<string>(Places().Where(IsVisible));
            if (next.SetEquals(_visible))
            {
                return next;
            }

            _visible = next;
        }

        throw new InvalidOperationException("no fixpoint");
    }

    private IEnumerable<string> Places()
    {
        foreach (var key in _fields.Keys)
        {
            if (!_home.TryGetValue(key, out var group))
            {
                yield return key;
                continue;
            }

            foreach (var row in Rows(group))
            {
                yield return $"{row}/{key}";
            }
        }
    }

    private List<string> Rows(string group) =>
        [.. _answers.Keys.Where(path => path.StartsWith(group + "/", StringComparison.Ordinal) && path.Count(c => c == '/') == 1)];

    private bool IsVisible(string path)
    {
        var parts = path.Split('/');
        var row = parts.Length == 3 ? $"{parts[0]}/{parts[1]}" : null;
        var field = _fields[parts[^1]];
        return (row is null || _visible.Contains(parts[0])) && (field.VisibleWhen is null || Holds(field.VisibleWhen, row));
    }

    private bool Holds(Condition condition, string? row) =>
        condition switch
        {
            AllCondition all => all.Parts.All(part => Holds(part, row)),
            AnyCondition any => any.Parts.Any(part => Holds(part, row)),
            NotCondition not => !Holds(not.Inner, row),
            FieldCondition leaf => Holds(leaf, Values(leaf.Field, row)),
            _ => throw new NotSupportedException(),
        };

    private static bool Holds(FieldCondition leaf, List<object> values) =>
        leaf.Op switch
        {
            ConditionOp.Empty => leaf.Field.Contains('.', StringComparison.Ordinal)
                ? values.Count == 0
                : values.All(value => value is false or 0),
            ConditionOp.Ne => !values.Exists(value => Same(value, leaf.Value!)),
            ConditionOp.Eq => values.Exists(value => Same(value, leaf.Value!)),
            ConditionOp.In => values.Exists(value => ((ListValue)leaf.Value!).Items.Any(item => Same(value, item))),
            ConditionOp.Contains => values.Exists(value => value is string[] many && many.Contains(((TextValue)leaf.Value!).Text)),
            ConditionOp.Gt => values.Exists(value => Number(value) > ((NumberValue)leaf.Value!).Number),
            _ => values.Exists(value => Number(value) < ((NumberValue)leaf.Value!).Number),
        };

    private static decimal? Number(object value) =>
        value switch
        {
            decimal number => number,
            int rows => rows,
            _ => null,
        };

    private static bool Same(object value, FormValue literal) =>
        literal switch
        {
            TextValue text => value is string typed && typed == text.Text,
            FlagValue flag => value is bool ticked && ticked == flag.Flag,
            _ => false,
        };

    /// <summary>The visible values a reference means, as plain objects; a blank has none.</summary>
    private List<object> Values(string reference, string? row)
    {
        var key = reference.Split('.')[^1];
        var places =
            !_home.TryGetValue(key, out var group) ? [key]
            : reference.Contains('.', StringComparison.Ordinal) ? Rows(group).Select(at => $"{at}/{key}").ToList()
            : [$"{row}/{key}"];
        return [.. places.Where(_visible.Contains).Select(path => Value(path, _fields[key])).OfType<object>()];
    }

    private object? Value(string path, FormField field)
    {
        if (field.Kind == FieldKind.RepeatingGroup)
        {
            return Rows(path).Count;
        }

        var answer = _answers.GetValueOrDefault(path);
        return (field.Kind, answer) switch
        {
            (FieldKind.Checkbox, _) => answer is FlagAnswer { Flag: true },
            (_, ListAnswer list) => list.Values.Count == 0 ? null : list.Values.ToArray(),
            (_, TextAnswer { Text: "" }) => null,
            (FieldKind.Choice, TextAnswer { Text: "d" }) => null,
            (FieldKind.Number, TextAnswer text) => decimal.TryParse(
                text.Text.Replace(',', '.'),
                CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : null,
            (_, TextAnswer text) => text.Text,
            _ => null,
        };
    }
}
