using System.Globalization;
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

            if (field.Kind == FieldKind.Group)
            {
                AddPart(inner, field.Label, depth + 1, field.Fields, value);
            }
            else if (field.Kind == FieldKind.RepeatingGroup)
            {
                foreach (var (index, row) in value.EnumerateArray().Index())
                {
                    var name = Say.With(DossierText.RowNumber, field.ItemLabel ?? field.Label, index + 1);
                    AddPart(inner, name, depth + 1, field.Fields, row);
                }
            }
            else if (Text(field, value) is { Length: > 0 } text)
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

    private static string Text(FormField field, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => DossierText.Yes,
            JsonValueKind.False => DossierText.No,
            JsonValueKind.Number => Number(field, value.GetDecimal()),
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => Text(field, item))),
            JsonValueKind.Object => Parts(value),
            JsonValueKind.String => Words(field, value.GetString()!),
            _ => "",
        };

    private static string Number(FormField field, decimal number)
    {
        var text = number.ToString("#,##0.######", CultureInfo.GetCultureInfo("vi-VN"));
        return field.Kind == FieldKind.Money
            ? Say.With(DossierText.Money, text)
            : number.ToString("0.######", CultureInfo.GetCultureInfo("vi-VN"));
    }

    private static string Words(FormField field, string text) =>
        field.Kind == FieldKind.Date ? Date(text) : field.Options.FirstOrDefault(o => o.Value == text)?.Label ?? text;

    // Dates are stored as yyyy, yyyy-MM or yyyy-MM-dd.
    private static string Date(string text) => string.Join('/', text.Split('-').Reverse());

    // An address, or a choice with the person's own words.
    private static string Parts(JsonElement value)
    {
        if (value.TryGetProperty("other", out var other) && other.ValueKind == JsonValueKind.String)
        {
            return other.GetString() ?? "";
        }

        string[] units = ["commune", "district", "province"];
        var names = units.Select(u =>
            value.TryGetProperty(u, out var unit) && unit.ValueKind == JsonValueKind.Object ? TextOf(unit, "name") : null
        );
        return string.Join(", ", names.Prepend(TextOf(value, "street")).Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static string? TextOf(JsonElement of, string key) =>
        of.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
