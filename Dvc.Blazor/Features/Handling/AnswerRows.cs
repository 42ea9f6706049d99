using System.Text.Json;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Features.Handling;

/// <summary>A titled part of the answers before an officer.</summary>
/// <param name="Depth">0 of sections, 1 of groups in them, and so on.</param>
/// <param name="Whole">Path by which the part is asked for as a whole: that of a repeating group, since its rows have no lasting names; else null.</param>
public sealed record AnswerRowsPart(string Title, int Depth, string? Whole, IReadOnlyList<AnswerRow> Rows);

/// <summary>One answer before an officer.</summary>
/// <param name="Path">Path by which it is asked for; null inside a row.</param>
/// <param name="Text">Empty where nothing was answered.</param>
public sealed record AnswerRow(string? Path, string Label, string Text);

/// <summary>The answers of a dossier with the paths by which supplements name them. Fields without an answer are there as well, since one may have to ask for them.</summary>
internal static class AnswerRows
{
    public static IReadOnlyList<AnswerRowsPart> Of(FormDefinition form, string canonical)
    {
        using var answers = JsonDocument.Parse(canonical);
        var parts = new List<AnswerRowsPart>();
        foreach (var section in form.Sections)
        {
            var isShown = section.VisibleWhen is null || section.Fields.Any(f => answers.RootElement.TryGetProperty(f.Key, out _));
            if (isShown)
            {
                Add(parts, section.Label, 0, null, "", section.Fields, answers.RootElement);
            }
        }

        return parts;
    }

    /// <summary>What a supplement's value says; rows of a repeating group in one line each.</summary>
    public static string Words(FormField? field, string? json)
    {
        if (field is null || json is null)
        {
            return "";
        }

        using var value = JsonDocument.Parse(json);
        return Words(field, value.RootElement);
    }

    /// <summary>The field of a path; null when the form has none.</summary>
    public static FormField? FieldAt(FormDefinition form, string path)
    {
        var fields = form.Sections.SelectMany(s => s.Fields).ToList();
        FormField? found = null;
        foreach (var key in path.Split(AnswerPath.Separator))
        {
            found = fields.Find(f => f.Key == key);
            fields = [.. found?.Fields ?? []];
        }

        return found;
    }

    private static string Words(FormField field, JsonElement value) =>
        (field.Kind, value.ValueKind) switch
        {
            (FieldKind.RepeatingGroup, JsonValueKind.Array) => string.Join(
                "\n",
                value.EnumerateArray().Select((row, i) => $"{i + 1}. {Inner(field, row)}")
            ),
            (FieldKind.Group, JsonValueKind.Object) => Inner(field, value),
            _ => AnswerWords.Of(field, CanonicalAnswers.Value(field, value)),
        };

    private static string Inner(FormField group, JsonElement values) =>
        string.Join(
            ", ",
            group
                .Fields.Where(f => values.TryGetProperty(f.Key, out _))
                .Select(f => Words(f, values.GetProperty(f.Key)))
                .Where(words => words.Length > 0)
        );

    private static void Add(
        List<AnswerRowsPart> parts,
        string title,
        int depth,
        string? whole,
        string? parent,
        IEnumerable<FormField> fields,
        JsonElement answers
    )
    {
        var rows = new List<AnswerRow>();
        var inner = new List<AnswerRowsPart>();
        foreach (var field in fields)
        {
            var path = parent is null ? null : AnswerPath.Child(parent, field.Key);
            var isAnswered = answers.TryGetProperty(field.Key, out var value);
            if (field.Kind == FieldKind.Group && isAnswered && value.ValueKind == JsonValueKind.Object)
            {
                Add(inner, field.Label, depth + 1, null, path, field.Fields, value);
            }
            else if (field.Kind == FieldKind.RepeatingGroup)
            {
                AddList(
                    inner,
                    field,
                    depth + 1,
                    path,
                    isAnswered && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : []
                );
            }
            else if (isAnswered || (field.VisibleWhen is null && field.Kind != FieldKind.Group && parent is not null))
            {
                rows.Add(new AnswerRow(path, field.Label, isAnswered ? AnswerWords.Of(field, CanonicalAnswers.Value(field, value)) : ""));
            }
        }

        if (rows.Count > 0 || inner.Count > 0 || whole is not null)
        {
            parts.Add(new AnswerRowsPart(title, depth, whole, rows));
            parts.AddRange(inner);
        }
    }

    private static void AddList(List<AnswerRowsPart> parts, FormField list, int depth, string? path, IReadOnlyList<JsonElement> rows)
    {
        if (rows.Count == 0 && list.VisibleWhen is not null)
        {
            return;
        }

        parts.Add(new AnswerRowsPart(list.Label, depth, path, []));
        foreach (var (i, row) in rows.Index())
        {
            Add(parts, Say.With(DossierText.RowNumber, list.ItemLabel ?? list.Label, i + 1), depth + 1, null, null, list.Fields, row);
        }
    }
}
