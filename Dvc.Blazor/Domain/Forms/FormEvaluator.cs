namespace Dvc.Blazor.Domain.Forms;

/// <summary>Works out everything there is to know about a form and its answers, in one pass in dependency order.</summary>
public static class FormEvaluator
{
    /// <summary>Pure: the same form, answers and context always give the same state, in whatever order the answers came.</summary>
    public static FormState Evaluate(CompiledForm form, FormAnswers answers, FormContext context)
    {
        var pass = new EvaluationPass(form, answers, context);
        pass.Run();
        return new FormState(pass);
    }
}

/// <summary>One evaluation on its way.</summary>
internal sealed class EvaluationPass
{
    private readonly FormAnswers _answers;
    private readonly List<AnswerScope>[] _scopes;
    private readonly Dictionary<string, List<(long Order, string Path)>> _rows = new(StringComparer.Ordinal);

    public EvaluationPass(CompiledForm form, FormAnswers answers, FormContext context)
    {
        Form = form;
        Context = context;
        _answers = answers;
        Root = new AnswerScope(form.Root, null, "", context.Today);
        _scopes = [.. form.Levels.Select(_ => new List<AnswerScope>())];
        _scopes[0].Add(Root);
        foreach (var (path, value) in answers.All)
        {
            if (value is RowAnswer row && path.Contains(AnswerPath.Separator, StringComparison.Ordinal))
            {
                RowsAt(AnswerPath.Parent(path)).Add((row.Order, path));
            }
        }
    }

    public CompiledForm Form { get; }

    public FormContext Context { get; }

    public AnswerScope Root { get; }

    public HashSet<SectionNode> VisibleSections { get; } = [];

    public void Run()
    {
        foreach (var node in Form.Order)
        {
            if (node is FieldNode field)
            {
                foreach (var scope in _scopes[field.Level.Index])
                {
                    Evaluate(field, scope);
                }
            }
            else if (node is SectionNode section && section.VisibleWhen?.Holds(Root) != false)
            {
                VisibleSections.Add(section);
            }
        }
    }

    private void Evaluate(FieldNode field, AnswerScope scope)
    {
        var cell = scope[field];
        cell.Answer = _answers[cell.Path];
        cell.Visible =
            VisibleSections.Contains(field.Section)
            && (field.Group is null || scope[field.Group].Visible)
            && field.VisibleWhen?.Holds(scope) != false;
        if (!cell.Visible)
        {
            return;
        }

        if (field.Rows is not null)
        {
            OpenRows(field, scope, cell);
        }
        else if (field.Field.Computed is { } computed)
        {
            cell.Reading = new Reading(Fit(computed.Value(scope), field.Field.Kind));
        }
        else if (field.Field.Kind != FieldKind.Group)
        {
            cell.Answer ??= field.Field.DefaultAnswer;
            cell.Reading = ValueReader.Read(field.Field, cell.Answer, Context);
        }
    }

    private void OpenRows(FieldNode group, AnswerScope scope, AnswerCell cell)
    {
        if (_rows.TryGetValue(cell.Path, out var rows))
        {
            cell.Rows =
            [
                .. rows.OrderBy(row => row.Order)
                    .ThenBy(row => row.Path, StringComparer.Ordinal)
                    .Select(row => new AnswerScope(group.Rows!, scope, row.Path, Context.Today)),
            ];
            _scopes[group.Rows!.Index].AddRange(cell.Rows);
        }

        cell.Reading = new Reading(new RowsValue(cell.Rows.Count));
    }

    private List<(long Order, string Path)> RowsAt(string group)
    {
        if (!_rows.TryGetValue(group, out var rows))
        {
            _rows[group] = rows = [];
        }

        return rows;
    }

    private static FormValue? Fit(FormValue? value, FieldKind kind) =>
        kind switch
        {
            FieldKind.Text or FieldKind.Multiline when value is not (null or TextValue) => new TextValue(ValueText.Of(value)),
            FieldKind.Number or FieldKind.Money => Comparison.Number(value) is { } number ? new NumberValue(number) : null,
            _ => value is ManyValue ? null : value,
        };
}
