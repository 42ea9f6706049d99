namespace Dvc.Blazor.Domain.Forms;

/// <summary>A part of the form whose visibility depends on others.</summary>
internal abstract class FormNode
{
    public abstract Condition? VisibleWhen { get; }

    /// <summary>Where its condition's references are looked up.</summary>
    public abstract FormLevel? LookupLevel { get; }
}

internal sealed class SectionNode(FormSection section) : FormNode
{
    public FormSection Section => section;

    public IReadOnlyList<FieldNode> Fields { get; set; } = [];

    public override Condition? VisibleWhen => section.VisibleWhen;

    public override FormLevel? LookupLevel => null;
}

internal sealed class FieldNode : FormNode
{
    private readonly Dictionary<(string Field, string Value), SafePattern> _patternsBy = [];

    public FieldNode(FormField field, SectionNode section, FormLevel level, FieldNode? parent)
    {
        Field = field;
        Section = section;
        Level = level;
        Group = parent is { Field.Kind: FieldKind.Group } ? parent : null;
        LocalPath = Group is null ? field.Key : AnswerPath.Child(Group.LocalPath, field.Key);
        Step = StepOf(field, section.Section.Role);
        Slot = level.Fields.Count;
        BuildPatterns(field.Validation);
    }

    public FormField Field { get; }

    public SectionNode Section { get; }

    public FormLevel Level { get; }

    /// <summary>The plain group around it, in the same level.</summary>
    public FieldNode? Group { get; }

    /// <summary>Path inside its row, or in the form when at the top.</summary>
    public string LocalPath { get; }

    public int Slot { get; }

    public FormStep Step { get; }

    /// <summary>The level of the rows, of a repeating group.</summary>
    public FormLevel? Rows { get; set; }

    public IReadOnlyList<FieldNode> Children { get; set; } = [];

    public SafePattern? Pattern { get; private set; }

    /// <summary>Patterns that cannot be used.</summary>
    public List<string> BadPatterns { get; } = [];

    public string? BirthDateReference { get; private set; }

    public string? SexReference { get; private set; }

    public override Condition? VisibleWhen => Field.VisibleWhen;

    public override FormLevel LookupLevel => Level;

    public SafePattern? PatternFor(string field, string value) => _patternsBy.GetValueOrDefault((field, value));

    /// <summary>Finds the birth date and sex of the person an identity number belongs to: named in the definition, or fields beside it
    /// whose keys share the prefix, as in <c>me_so_dinh_danh</c>, <c>me_ngay_sinh</c>.</summary>
    public void FindRelatives()
    {
        if (Field.Kind == FieldKind.NationalId)
        {
            BirthDateReference = Field.Validation?.BirthDateField ?? Relative("ngay_sinh", FieldKind.Date);
            SexReference = Field.Validation?.SexField ?? Relative("gioi_tinh", FieldKind.Choice);
        }
    }

    private string? Relative(string ending, FieldKind kind)
    {
        var at = Field.Key.LastIndexOf("so_", StringComparison.Ordinal);
        at = Field.Key.EndsWith("_so_giay_to", StringComparison.Ordinal) ? Field.Key.Length - "so_giay_to".Length : at;
        if (at < 0)
        {
            return null;
        }

        var key = Field.Key[..at] + ending;
        return Level.Fields.Any(node => node.Field.Key == key && node.Field.Kind == kind) ? key : null;
    }

    private void BuildPatterns(FieldValidation? validation)
    {
        Pattern = validation?.Pattern is { } pattern ? Build(pattern) : null;
        foreach (var (field, values) in validation?.PatternBy ?? new Dictionary<string, IReadOnlyDictionary<string, string>>())
        {
            foreach (var (value, by) in values)
            {
                if (Build(by) is { } safe)
                {
                    _patternsBy[(field, value)] = safe;
                }
            }
        }
    }

    private SafePattern? Build(string pattern)
    {
        if (!SafePattern.TryCreate(pattern, out var safe))
        {
            BadPatterns.Add(pattern);
        }

        return safe;
    }

    private static FormStep StepOf(FormField field, SectionRole role) =>
        role switch
        {
            SectionRole.Applicant => FormStep.Applicant,
            SectionRole.Form => FormStep.Form,
            _ => field is { Kind: FieldKind.Checkbox, Validation.MustBe: not null } ? FormStep.Review : FormStep.ResultDelivery,
        };
}
