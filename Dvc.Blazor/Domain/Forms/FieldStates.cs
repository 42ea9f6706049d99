namespace Dvc.Blazor.Domain.Forms;

/// <summary>Walks the evaluated form in the order shown and checks each visible field.</summary>
internal sealed class FieldStates(EvaluationPass pass)
{
    public IEnumerable<FieldState> All() => pass.Form.Sections.SelectMany(section => Of(section.Fields, pass.Root));

    private IEnumerable<FieldState> Of(IReadOnlyList<FieldNode> nodes, AnswerScope scope)
    {
        foreach (var node in nodes)
        {
            var cell = scope[node];
            yield return State(node, scope, cell);
            var inner = node.Rows is null ? Of(node.Children, scope) : cell.Rows.SelectMany(row => Of(node.Children, row));
            foreach (var field in inner)
            {
                yield return field;
            }
        }
    }

    private FieldState State(FieldNode node, AnswerScope scope, AnswerCell cell)
    {
        var found = cell.Visible ? new FieldChecks(node, scope, cell, pass.Context).Run() : [];
        return new FieldState(
            cell.Path,
            node.Field,
            node.Step,
            node.Section.Section.Key,
            cell.Visible,
            cell.Answer,
            cell.Reading.Value,
            found.Exists(error => error.Severity == Severity.Warning) ? found.FindAll(error => error.Severity == Severity.Error) : found,
            found.FindAll(error => error.Severity == Severity.Warning),
            cell.Rows.Count == 0 ? [] : [.. cell.Rows.Select(row => row.Path)]
        )
        {
            RowPath = scope.Path,
            Node = node,
        };
    }
}
