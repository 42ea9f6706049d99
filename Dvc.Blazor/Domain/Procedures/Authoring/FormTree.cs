using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Where fields stand: right in a section, or in a group of it.</summary>
/// <param name="Section">Key of the section.</param>
/// <param name="Group">Path of the group; empty: right in the section.</param>
public sealed record FieldHome(string Section, string Group = "");

/// <summary>Finds and replaces parts of a form by their stable keys; parts that are not touched stay the same objects.</summary>
public static class FormTree
{
    /// <summary>All fields with their paths, keys joined by '/', in the order shown.</summary>
    public static IEnumerable<(string Path, FormField Field)> All(FormDefinition form) =>
        form.Sections.SelectMany(section => All(section.Fields, ""));

    /// <summary>A field and all fields in it, with their paths.</summary>
    public static IEnumerable<(string Path, FormField Field)> All(IEnumerable<FormField> fields, string parent) =>
        fields.SelectMany(field =>
        {
            var path = AnswerPath.Child(parent, field.Key);
            return All(field.Fields, path).Prepend((path, field));
        });

    public static FormField? Find(FormDefinition form, string path)
    {
        FormField? found = null;
        var fields = form.Sections.SelectMany(section => section.Fields);
        foreach (var key in path.Split(AnswerPath.Separator))
        {
            found = fields.FirstOrDefault(field => field.Key == key);
            if (found is null)
            {
                return null;
            }

            fields = found.Fields;
        }

        return found;
    }

    /// <summary>Where a field stands; null when there is none at the path.</summary>
    public static FieldHome? HomeOf(FormDefinition form, string path)
    {
        var top = path.Split(AnswerPath.Separator)[0];
        var section = form.Sections.FirstOrDefault(section => section.Fields.Any(field => field.Key == top));
        return section is null || Find(form, path) is null ? null : new FieldHome(section.Key, AnswerPath.Parent(path));
    }

    /// <summary>The fields at a place, or null when there is no such place.</summary>
    public static IReadOnlyList<FormField>? FieldsAt(FormDefinition form, FieldHome home) =>
        home.Group.Length > 0
            ? Find(form, home.Group)?.Fields
            : form.Sections.FirstOrDefault(section => section.Key == home.Section)?.Fields;

    /// <summary>The form with other fields at a place.</summary>
    public static FormDefinition WithFields(
        FormDefinition form,
        FieldHome home,
        Func<IReadOnlyList<FormField>, IReadOnlyList<FormField>> change
    ) =>
        home.Group.Length == 0
            ? WithSection(form, home.Section, section => section with { Fields = change(section.Fields) })
            : WithField(form, home.Group, group => group with { Fields = change(group.Fields) });

    /// <summary>The form with another section under the key.</summary>
    public static FormDefinition WithSection(FormDefinition form, string key, Func<FormSection, FormSection> change) =>
        form with
        {
            Sections = [.. form.Sections.Select(section => section.Key == key ? change(section) : section)],
        };

    /// <summary>The form with another field at the path.</summary>
    public static FormDefinition WithField(FormDefinition form, string path, Func<FormField, FormField> change)
    {
        var home = HomeOf(form, path) ?? throw new RuleViolationException("Authoring.NotThere");
        var keys = path.Split(AnswerPath.Separator);
        return WithSection(form, home.Section, section => section with { Fields = Replaced(section.Fields, keys, change) });
    }

    private static FormField[] Replaced(IReadOnlyList<FormField> fields, ReadOnlySpan<string> keys, Func<FormField, FormField> change)
    {
        var changed = fields.ToArray();
        var at = Array.FindIndex(changed, Is(keys[0]));
        changed[at] =
            keys.Length == 1 ? change(changed[at]) : changed[at] with { Fields = Replaced(changed[at].Fields, keys[1..], change) };
        return changed;
    }

    private static Predicate<FormField> Is(string key) => field => field.Key == key;
}
