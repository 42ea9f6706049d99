using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Adds a field at a place; its key is made of the label and stays.</summary>
/// <param name="Index">Place among the fields there; past the end: the end.</param>
public sealed record AddField(FieldHome Home, int Index, FieldKind Kind, string Label) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var fields = FieldEdit.At(content, Home);
        var all = FormTree.All(content.Form).Select(at => at.Field.Key).ToHashSet(StringComparer.Ordinal);
        var key = FreshKey.Of(Label, taken => all.Contains(taken) || !published.Allows(AnswerPath.Child(Home.Group, taken), Kind));
        var field = new FormField
        {
            Key = key,
            Label = Label,
            Kind = Kind,
        };
        return FieldEdit.With(content, Home, [.. fields.Take(Index), field, .. fields.Skip(Index)]);
    }
}

/// <summary>Gives a field other properties. Key, fields inside and unknown properties stay as they are.</summary>
public sealed record ChangeField(string Path, FormField Changed) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var field = FieldEdit.Find(content, Path);
        var changed = Changed with { Key = field.Key, Fields = field.Fields, Extra = field.Extra };
        if (changed == field)
        {
            return content;
        }

        if (!published.Allows(Path, changed.Kind))
        {
            throw new RuleViolationException("Authoring.KindIsFixed");
        }

        if (field.Fields.Count > 0 && changed.Kind is not (FieldKind.Group or FieldKind.RepeatingGroup))
        {
            throw new RuleViolationException("Authoring.HoldsFields");
        }

        return content with
        {
            Form = FormTree.WithField(content.Form, Path, _ => changed),
        };
    }
}

/// <summary>Gives a choice other options; what an option of the same value has beside its label stays.</summary>
public sealed record SetOptions(string Path, IReadOnlyList<FieldOption> Options) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var before = FieldEdit.Find(content, Path).Options;
        var after = Options.Select(option =>
            before.FirstOrDefault(o => o.Value == option.Value) is { } kept ? kept with { Label = option.Label } : option
        );
        IReadOnlyList<FieldOption> options = [.. after];
        return options.SequenceEqual(before)
            ? content
            : content with
            {
                Form = FormTree.WithField(content.Form, Path, field => field with { Options = options }),
            };
    }
}

/// <summary>Moves a field to a place, perhaps in another section or group.</summary>
/// <param name="Index">Place among the fields there once the field is taken out; past the end: the end.</param>
public sealed record MoveField(string Path, FieldHome Home, int Index) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var field = FieldEdit.Find(content, Path);
        var from = FormTree.HomeOf(content.Form, Path)!;
        FieldEdit.At(content, Home);
        if (Home.Group == Path || Home.Group.StartsWith($"{Path}/", StringComparison.Ordinal))
        {
            throw new RuleViolationException("Authoring.IntoItself");
        }

        if (from.Group != Home.Group)
        {
            CheckKeys(content, field, published);
        }

        var without = FieldEdit.With(content, from, [.. FormTree.FieldsAt(content.Form, from)!.Where(f => f != field)]);
        var there = FieldEdit.At(without, Home);
        return from == Home && there.Take(Index).Count() == FormTree.FieldsAt(content.Form, from)!.ToList().IndexOf(field)
            ? content
            : FieldEdit.With(without, Home, [.. there.Take(Index), field, .. there.Skip(Index)]);
    }

    // In another group its answers lie under another path.
    private void CheckKeys(ProcedureDefinition content, FormField field, PublishedKeys published)
    {
        var moved = FormTree.All([field], Home.Group).ToList();
        if (moved.Exists(at => FormTree.Find(content.Form, at.Path) is not null))
        {
            throw new RuleViolationException("Authoring.KeyTaken", field.Key);
        }

        if (moved.Exists(at => !published.Allows(at.Path, at.Field.Kind)))
        {
            throw new RuleViolationException("Authoring.KeyWasAnother", field.Key);
        }
    }
}

/// <summary>Moves a field one place up or down; past the edge of a section into the next of the same step.</summary>
public sealed record NudgeField(string Path, int By) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var field = FieldEdit.Find(content, Path);
        var home = FormTree.HomeOf(content.Form, Path)!;
        var siblings = FormTree.FieldsAt(content.Form, home)!.ToList();
        var to = siblings.IndexOf(field) + Math.Sign(By);
        if (to >= 0 && to < siblings.Count)
        {
            return new MoveField(Path, home, to).Apply(content, published);
        }

        return home.Group.Length == 0 && Next(content, home) is { } next
            ? new MoveField(Path, new FieldHome(next.Key), By < 0 ? next.Fields.Count : 0).Apply(content, published)
            : content;
    }

    private FormSection? Next(ProcedureDefinition content, FieldHome home)
    {
        var sections = content.Form.Sections.ToList();
        var at = sections.FindIndex(section => section.Key == home.Section);
        return sections.ElementAtOrDefault(at + Math.Sign(By)) is { } next && at + Math.Sign(By) >= 0 && next.Role == sections[at].Role
            ? next
            : null;
    }
}

/// <summary>Puts a copy with keys of its own right behind a field.</summary>
public sealed record CopyField(string Path) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var field = FieldEdit.Find(content, Path);
        var home = FormTree.HomeOf(content.Form, Path)!;
        var siblings = FormTree.FieldsAt(content.Form, home)!.ToList();
        siblings.InsertRange(siblings.IndexOf(field) + 1, FieldCopy.Of(content.Form, [field], published, home.Group));
        return FieldEdit.With(content, home, siblings);
    }
}

/// <summary>Takes a field out, with the fields in it.</summary>
public sealed record DeleteField(string Path) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var field = FieldEdit.Find(content, Path);
        var home = FormTree.HomeOf(content.Form, Path)!;
        return FieldEdit.With(content, home, [.. FormTree.FieldsAt(content.Form, home)!.Where(f => f != field)]);
    }
}

/// <summary>Gives the form other rules across fields.</summary>
public sealed record SetRules(IReadOnlyList<FormRule> Rules) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published) =>
        content with
        {
            Form = content.Form with { Rules = Rules },
        };
}

internal static class FieldEdit
{
    public static FormField Find(ProcedureDefinition content, string path) =>
        FormTree.Find(content.Form, path) ?? throw new RuleViolationException("Authoring.NotThere");

    public static IReadOnlyList<FormField> At(ProcedureDefinition content, FieldHome home)
    {
        if (home.Group.Length > 0 && FormTree.Find(content.Form, home.Group) is not { Kind: FieldKind.Group or FieldKind.RepeatingGroup })
        {
            throw new RuleViolationException("Authoring.NotThere");
        }

        return FormTree.FieldsAt(content.Form, home) ?? throw new RuleViolationException("Authoring.NotThere");
    }

    public static ProcedureDefinition With(ProcedureDefinition content, FieldHome home, IReadOnlyList<FormField> fields) =>
        content with
        {
            Form = FormTree.WithFields(content.Form, home, _ => fields),
        };
}

internal static class FieldCopy
{
    /// <summary>Copies under new keys; what they say of each other is said of the copies.</summary>
    public static IReadOnlyList<FormField> Of(
        FormDefinition form,
        IReadOnlyList<FormField> fields,
        PublishedKeys published,
        string group = ""
    )
    {
        var taken = FormTree.All(form).Select(at => at.Field.Key).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, field) in FormTree.All(fields, group).DistinctBy(at => at.Field.Key))
        {
            var parent = AnswerPath.Parent(path);
            var key = FreshKey.Of(field.Key, k => taken.Contains(k) || !published.Allows(AnswerPath.Child(parent, k), field.Kind));
            taken.Add(names[field.Key] = key);
        }

        return [.. fields.Select(field => References.Renamed(field, names))];
    }
}
