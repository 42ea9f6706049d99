using System.Text.Json;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Forms;

/// <summary>A titled part of the answers.</summary>
/// <param name="Title">The section, or in a repeating group the row.</param>
/// <param name="Depth">0 for sections, 1 for rows in them, and so on.</param>
public sealed record AnswerPart(string Title, int Depth, IReadOnlyList<AnswerLine> Lines);

/// <summary>A question and what was answered.</summary>
public sealed record AnswerLine(string Label, string Text);

/// <summary>The submitted answers of a dossier in words, in the order of its form. Fields without an answer are left out.</summary>
public static class AnswerSummary
{
    /// <param name="form">The form of the dossier's revision.</param>
    /// <param name="canonical">The answers as stored with the dossier.</param>
    public static IReadOnlyList<AnswerPart> Of(FormDefinition form, string canonical)
    {
        using var answers = JsonDocument.Parse(canonical);
        var parts = new List<AnswerPart>();
        foreach (var section in form.Sections)
        {
            AddPart(parts, section.Label, 0, section.Fields, answers.RootElement);
        }

        return parts;
    }

    private static void AddPart(List<AnswerPart> parts, string title, int depth, IEnumerable<FormField> fields, JsonElement answers)
    {
        var lines = new List<AnswerLine>();
        var inner = new List<AnswerPart>();
        foreach (var field in fields)
        {
            if (!answers.TryGetProperty(field.Key, out var value))
            {
                continue;
            }

            if (field.Kind == FieldKind.Group && value.ValueKind == JsonValueKind.Object)
            {
                AddPart(inner, field.Label, depth + 1, field.Fields, value);
            }
            else if (field.Kind == FieldKind.RepeatingGroup && value.ValueKind == JsonValueKind.Array)
            {
                foreach (var (index, row) in value.EnumerateArray().Index())
                {
                    var name = Say.With(DossierText.RowNumber, field.ItemLabel ?? field.Label, index + 1);
                    AddPart(inner, name, depth + 1, field.Fields, row);
                }
            }
            else if (AnswerWords.Of(field, CanonicalAnswers.Value(field, value)) is { Length: > 0 } text)
            {
                lines.Add(new AnswerLine(field.Label, text));
            }
        }

        if (lines.Count > 0 || inner.Count > 0)
        {
            parts.Add(new AnswerPart(title, depth, lines));
            parts.AddRange(inner);
        }
    }
}
