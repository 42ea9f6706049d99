using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Adds a section at the end of the procedure's own declaration.</summary>
public sealed record AddSection(string Label) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var sections = content.Form.Sections.ToList();
        var key = FreshKey.Of(Label, taken => sections.Exists(section => section.Key == taken));
        var at = sections.FindLastIndex(section => section.Role != SectionRole.ResultDelivery) + 1;
        sections.Insert(at, new FormSection { Key = key, Label = Label });
        return SectionEdit.With(content, sections);
    }
}

/// <summary>Gives a section another title or another condition.</summary>
public sealed record ChangeSection(string Key, string Label, Condition? VisibleWhen) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var section = SectionEdit.Find(content, Key);
        return section.Label == Label && Equals(section.VisibleWhen, VisibleWhen)
            ? content
            : content with
            {
                Form = FormTree.WithSection(content.Form, Key, s => s with { Label = Label, VisibleWhen = VisibleWhen }),
            };
    }
}

/// <summary>Moves one of the procedure's own sections by so many places; shared ones stand where they stand.</summary>
public sealed record MoveSection(string Key, int By) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var section = SectionEdit.Find(content, Key);
        var sections = content.Form.Sections.ToList();
        var from = sections.IndexOf(section);
        var to = Math.Clamp(from + By, 0, sections.Count - 1);
        if (from == to || section.Role != SectionRole.Form || sections[to].Role != SectionRole.Form)
        {
            return content;
        }

        sections.RemoveAt(from);
        sections.Insert(to, section);
        return SectionEdit.With(content, sections);
    }
}

/// <summary>Puts a copy right behind a section; its fields have keys of their own.</summary>
public sealed record CopySection(string Key, string Label) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var section = SectionEdit.Find(content, Key);
        if (section.Role != SectionRole.Form)
        {
            throw new RuleViolationException("Authoring.SharedSection");
        }

        var sections = content.Form.Sections.ToList();
        var key = FreshKey.Of(Label, taken => sections.Exists(s => s.Key == taken));
        var fields = FieldCopy.Of(content.Form, section.Fields, published);
        sections.Insert(sections.IndexOf(section) + 1, section with { Key = key, Label = Label, Fields = fields });
        return SectionEdit.With(content, sections);
    }
}

/// <summary>Takes a section out with all its fields.</summary>
public sealed record DeleteSection(string Key) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var section = SectionEdit.Find(content, Key);
        if (section.Role != SectionRole.Form)
        {
            throw new RuleViolationException("Authoring.SharedSection");
        }

        return SectionEdit.With(content, content.Form.Sections.Where(s => s != section));
    }
}

internal static class SectionEdit
{
    public static FormSection Find(ProcedureDefinition content, string key) =>
        content.Form.Sections.FirstOrDefault(section => section.Key == key) ?? throw new RuleViolationException("Authoring.NotThere");

    public static ProcedureDefinition With(ProcedureDefinition content, IEnumerable<FormSection> sections) =>
        content with
        {
            Form = content.Form with { Sections = [.. sections] },
        };
}
