using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;

namespace Dvc.Blazor.Features.Authoring.Builder;

/// <summary>A field that a condition or formula can speak of, under the name it has there.</summary>
public sealed record Referable(string Reference, FormField Field);

/// <summary>One open page of the form builder: the draft with its history, what is chosen in it, and what is wrong with it.</summary>
public sealed class BuilderSession
{
    private readonly PublishedKeys _published;
    private EditHistory _history;
    private ILookup<string, DefinitionFault> _faultsAt = null!;

    public BuilderSession(OpenDraft draft)
    {
        (_published, _history) = (draft.Published, new EditHistory(draft.Content));
        Look();
        Section = Content.Form.Sections.FirstOrDefault(s => s.Role == SectionRole.Form)?.Key ?? FirstSection;
    }

    /// <summary>Raised after anything that the page shows has changed.</summary>
    public event Action? Changed;

    public ProcedureDefinition Content => _history.Content;

    public CompiledForm Form { get; private set; } = null!;

    public IReadOnlyList<DefinitionFault> Faults { get; private set; } = [];

    /// <summary>Key of the chosen section.</summary>
    public string? Section { get; private set; }

    /// <summary>Path of the chosen field; null: the section itself is chosen.</summary>
    public string? Path { get; private set; }

    /// <summary>Path of the field that is being dragged.</summary>
    public string? Dragged { get; set; }

    /// <summary>Why the last edit was refused, in words.</summary>
    public string? Refusal { get; private set; }

    public bool CanUndo => _history.CanUndo;

    public bool CanRedo => _history.CanRedo;

    /// <summary>Makes an edit; a refused one is told and changes nothing.</summary>
    public void Do(Edit edit)
    {
        try
        {
            var before = FormTree.All(Content.Form).Select(at => at.Path).ToHashSet(StringComparer.Ordinal);
            Turn(_history.Do(edit, _published));
            ChooseNew(edit, before);
        }
        catch (RuleViolationException refusal)
        {
            Refusal = RuleWords.Of(refusal);
        }

        Changed?.Invoke();
    }

    public void Undo()
    {
        Turn(_history.Undo());
        Changed?.Invoke();
    }

    public void Redo()
    {
        Turn(_history.Redo());
        Changed?.Invoke();
    }

    /// <summary>Chooses a section, or a field in it.</summary>
    public void Choose(string section, string? path = null)
    {
        (Section, Path, Refusal) = (section, path, null);
        Changed?.Invoke();
    }

    /// <summary>Chooses what a fault is about, as far as it stands in the tree; false when it stands elsewhere.</summary>
    public bool Go(string place)
    {
        var keys = place.Split('/', 2);
        if (!Content.Form.Sections.Any(s => s.Key == keys[0]))
        {
            return false;
        }

        Choose(keys[0], keys.Length > 1 && FormTree.Find(Content.Form, keys[1]) is not null ? keys[1] : null);
        return true;
    }

    /// <summary>What people call a place: the section, and the field in it. A place outside the form is called by the part it belongs to.</summary>
    public string NameOf(string place)
    {
        var keys = place.Split('/', 2);
        if (Content.Form.Sections.FirstOrDefault(s => s.Key == keys[0]) is not { } section)
        {
            return BuilderTabs.Of(place) is { } tab ? BuilderTabs.Name(tab) : place;
        }

        return keys.Length > 1 && FormTree.Find(Content.Form, keys[1]) is { } field ? $"{section.Label} › {field.Label}" : section.Label;
    }

    /// <summary>Drops the dragged field before another, or at the end of a section.</summary>
    public void Drop(string section, string? before)
    {
        if (Dragged is not { } path || path == before || FormTree.HomeOf(Content.Form, path) is not { } from)
        {
            return;
        }

        Dragged = null;
        var home = before is null ? new FieldHome(section) : FormTree.HomeOf(Content.Form, before)!;
        var there = FormTree.FieldsAt(Content.Form, home)!.Select(f => f.Key).ToList();
        var index = before is null ? there.Count : there.IndexOf(AnswerPath.Last(before));
        var own = home == from ? there.IndexOf(AnswerPath.Last(path)) : -1;
        Do(new MoveField(path, home, own >= 0 && own < index ? index - 1 : index));
    }

    /// <summary>Faults right at a place.</summary>
    public IEnumerable<DefinitionFault> FaultsAt(string place) => _faultsAt[place];

    /// <summary>How many errors, and how many warnings, a place and all in it have.</summary>
    public (int Errors, int Warnings) FaultsIn(string place)
    {
        var within = Faults.Where(f => f.Place == place || f.Place.StartsWith($"{place}/", StringComparison.Ordinal)).ToList();
        return (within.Count(f => f.Severity == Severity.Error), within.Count(f => f.Severity == Severity.Warning));
    }

    /// <summary>What conditions and formulas at a place can speak of: the same row first, then the whole form.</summary>
    /// <param name="path">Path of the field whose condition it is; empty: of a section or paper.</param>
    public IReadOnlyList<Referable> ReferablesAt(string path)
    {
        var found = new List<Referable>();
        for (var parent = AnswerPath.Parent(path); parent.Length > 0; parent = AnswerPath.Parent(parent))
        {
            if (FormTree.Find(Content.Form, parent) is { Kind: FieldKind.RepeatingGroup } group)
            {
                found.AddRange(Level(group.Fields));
            }
        }

        var top = Level(Content.Form.Sections.SelectMany(s => s.Fields)).ToList();
        found.AddRange(top);
        found.AddRange(
            top.Where(r => r.Field.Kind == FieldKind.RepeatingGroup)
                .SelectMany(r => r.Field.Fields.Select(child => new Referable($"{r.Reference}.{child.Key}", child)))
        );
        return [.. found.DistinctBy(r => r.Reference).Where(r => r.Reference != AnswerPath.Last(path) && r.Field.Kind != FieldKind.Group)];
    }

    /// <summary>Labels of what depends on a field: fields, sections, papers.</summary>
    public IEnumerable<string> DependentsOf(string key)
    {
        bool Speaks(IEnumerable<string>? references) => references?.Any(r => r.Split('.').Contains(key)) == true;
        var fields = FormTree
            .All(Content.Form)
            .Select(at => at.Field)
            .Where(f => Speaks(f.VisibleWhen?.References()) || Speaks(f.Computed?.References()));
        return fields
            .Select(f => f.Label)
            .Concat(Content.Form.Sections.Where(s => Speaks(s.VisibleWhen?.References())).Select(s => s.Label))
            .Concat(Content.Components.Where(p => Speaks(p.RequiredWhen?.References())).Select(p => p.Name))
            .Distinct();
    }

    private string? FirstSection => Content.Form.Sections is [var first, ..] ? first.Key : null;

    private static IEnumerable<Referable> Level(IEnumerable<FormField> fields) =>
        fields.SelectMany(f => f.Kind == FieldKind.Group ? Level(f.Fields) : [new Referable(f.Key, f)]);

    private void Turn(EditHistory history)
    {
        Refusal = null;
        if (ReferenceEquals(history.Content, Content))
        {
            return;
        }

        _history = history;
        Look();
        if (Path is not null && FormTree.Find(Content.Form, Path) is null)
        {
            Path = null;
        }

        if (Path is not null)
        {
            Section = FormTree.HomeOf(Content.Form, Path)!.Section;
        }
        else if (!Content.Form.Sections.Any(s => s.Key == Section))
        {
            Section = FirstSection;
        }
    }

    // What was added or copied is what the author goes on with; what was moved stays chosen.
    private void ChooseNew(Edit edit, HashSet<string> before)
    {
        if (edit is AddSection)
        {
            (Section, Path) = (Content.Form.Sections.Last(s => s.Role != SectionRole.ResultDelivery).Key, null);
        }
        else if (edit is AddField or CopyField or MoveField)
        {
            if (FormTree.All(Content.Form).FirstOrDefault(at => !before.Contains(at.Path)) is { Path: { } path })
            {
                (Section, Path) = (FormTree.HomeOf(Content.Form, path)!.Section, path);
            }
        }
    }

    private void Look()
    {
        Form = new CompiledForm(Content.Form, Content.Components.Select(p => new PaperRule(p.Code, p.Required, p.RequiredWhen)));
        Faults = ProcedureCheck.Run(Content);
        _faultsAt = Faults.ToLookup(f => f.Place, StringComparer.Ordinal);
    }
}
