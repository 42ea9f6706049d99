namespace Dvc.Blazor.Domain.Forms;

/// <summary>Whether a paper of the procedure is wanted, by the answers (thành phần hồ sơ).</summary>
/// <param name="RequiredWhen">Takes the place of <paramref name="Required"/>: required while it holds, else optional.</param>
/// <param name="AskedWhen">Null: always asked for.</param>
public sealed record PaperRule(string Code, bool Required, Condition? RequiredWhen = null, Condition? AskedWhen = null);

/// <summary>A form made ready for evaluation: references resolved, patterns built, everything in dependency order. Build it once per
/// revision and keep it; it is safe for many threads. Faults are not thrown: <see cref="FormDefinitionCheck"/> names them.</summary>
public sealed class CompiledForm : IFieldLabels
{
    public CompiledForm(FormDefinition definition, IEnumerable<PaperRule>? papers = null)
    {
        Definition = definition;
        Papers = [.. papers ?? []];
        Root = new FormLevel(null, null);
        Levels.Add(Root);
        Sections = [.. definition.Sections.Select(section => new SectionNode(section))];
        foreach (var section in Sections)
        {
            section.Fields = [.. section.Section.Fields.Select(field => Add(field, section, Root, null))];
        }

        foreach (var field in Fields)
        {
            field.FindRelatives();
        }

        (Order, Cycle) = DependencyOrder.Of(this);
    }

    public FormDefinition Definition { get; }

    public IReadOnlyList<PaperRule> Papers { get; }

    internal IReadOnlyList<SectionNode> Sections { get; }

    internal List<FieldNode> Fields { get; } = [];

    internal List<FormLevel> Levels { get; } = [];

    internal FormLevel Root { get; }

    /// <summary>Sections and fields, each after all that it depends on.</summary>
    internal IReadOnlyList<FormNode> Order { get; }

    /// <summary>Nodes that depend on themselves; empty in a sound form.</summary>
    internal IReadOnlyList<FormNode> Cycle { get; }

    /// <summary>The field a reference means at the top of the form.</summary>
    public FormField? Find(string reference) => Root.Resolve(reference)?.Target.Field;

    /// <summary>The repeating group that the rows right under an answer path belong to; null when the path means anything else.</summary>
    public FormField? GroupAt(string path)
    {
        FormField? field = null;
        var atRow = false;
        foreach (var part in path.Split(AnswerPath.Separator))
        {
            if (field?.Kind == FieldKind.RepeatingGroup && !atRow)
            {
                atRow = true;
                continue;
            }

            var fields = field?.Fields ?? Definition.Sections.SelectMany(section => section.Fields);
            (field, atRow) = (fields.FirstOrDefault(f => f.Key == part), false);
            if (field is null)
            {
                return null;
            }
        }

        return field?.Kind == FieldKind.RepeatingGroup && !atRow ? field : null;
    }

    /// <summary>The field a reference means beside the given field, for explaining its condition.</summary>
    public IFieldLabels LabelsBeside(FieldState field) => field.Node.Level;

    private FieldNode Add(FormField field, SectionNode section, FormLevel level, FieldNode? parent)
    {
        var node = new FieldNode(field, section, level, parent);
        level.Add(node);
        Fields.Add(node);
        var inner = level;
        if (field.Kind == FieldKind.RepeatingGroup)
        {
            inner = node.Rows = new FormLevel(level, node) { Index = Levels.Count };
            Levels.Add(inner);
        }

        node.Children = [.. field.Fields.Select(child => Add(child, section, inner, node))];
        return node;
    }
}
