namespace Dvc.Blazor.Domain.Forms;

/// <summary>One field in one row while a form is evaluated.</summary>
internal sealed class AnswerCell
{
    public required string Path { get; init; }

    public bool Visible { get; set; }

    public AnswerValue? Answer { get; set; }

    public Reading Reading { get; set; }

    public IReadOnlyList<AnswerScope> Rows { get; set; } = [];
}

/// <summary>One row, or the top of the form, while it is evaluated; conditions look values up here.</summary>
internal sealed class AnswerScope : IAnswerLookup
{
    private readonly AnswerCell[] _cells;

    public AnswerScope(FormLevel level, AnswerScope? parent, string path, DateOnly today)
    {
        Level = level;
        Parent = parent;
        Path = path;
        Today = today;
        _cells = [.. level.Fields.Select(field => new AnswerCell { Path = AnswerPath.Child(path, field.LocalPath) })];
    }

    public FormLevel Level { get; }

    public AnswerScope? Parent { get; }

    public string Path { get; }

    public DateOnly Today { get; }

    public AnswerCell this[FieldNode field] => _cells[field.Slot];

    public FormValue? Find(string reference)
    {
        if (Level.Resolve(reference) is not { } found)
        {
            return null;
        }

        var scope = Up(found.Up);
        if (found.Path.Count == 1)
        {
            return scope[found.Target].Reading.Value;
        }

        var cells = scope.Cells(found).ToList();
        return found.Path.SkipLast(1).Any(node => node.Rows is not null)
            ? new ManyValue([.. cells.Select(cell => cell.Reading.Value).OfType<FormValue>()])
            : cells.FirstOrDefault()?.Reading.Value;
    }

    /// <summary>All cells a reference means: one, or one for each row.</summary>
    public IEnumerable<AnswerCell> CellsOf(string reference) => Level.Resolve(reference) is { } found ? Up(found.Up).Cells(found) : [];

    private IEnumerable<AnswerCell> Cells(FieldReference reference)
    {
        IEnumerable<AnswerScope> scopes = [this];
        foreach (var group in reference.Path.SkipLast(1).Where(node => node.Rows is not null))
        {
            scopes = scopes.SelectMany(scope => scope[group].Rows);
        }

        return scopes.Select(scope => scope[reference.Target]);
    }

    private AnswerScope Up(int rows)
    {
        var scope = this;
        for (; rows > 0; rows--)
        {
            scope = scope.Parent!;
        }

        return scope;
    }
}
