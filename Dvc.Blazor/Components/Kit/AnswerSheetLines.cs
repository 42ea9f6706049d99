using System.Globalization;
using System.Text.Json;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Kit;

/// <summary>A section of submitted answers.</summary>
public sealed record AnswerSheetSection(string Title, IReadOnlyList<AnswerSheetLine> Lines);

/// <summary>One answer, or the heading of a row when <paramref name="Text"/> is null.</summary>
public sealed record AnswerSheetLine(string Label, string? Text);

/// <summary>Turns submitted answers (canonical JSON) into lines for people, by the form they were given on.</summary>
public static class AnswerSheetLines
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static IReadOnlyList<AnswerSheetSection> Of(FormDefinition form, string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return
        [
            .. form
                .Sections.Select(s => new AnswerSheetSection(s.Label, [.. s.Fields.SelectMany(f => Lines(f, root))]))
                .Where(s => s.Lines.Count > 0),
        ];
    }

    private static IEnumerable<AnswerSheetLine> Lines(FormField field, JsonElement answers)
    {
        if (!answers.TryGetProperty(field.Key, out var answer))
        {
            return [];
        }

        return field.Kind switch
        {
            FieldKind.RepeatingGroup => answer.EnumerateArray().SelectMany((row, i) => Row(field, row, i + 1)),
            FieldKind.Group => field.Fields.SelectMany(f => Lines(f, answer)),
            _ => [new AnswerSheetLine(field.Label, Text(field, answer))],
        };
    }

    private static IEnumerable<AnswerSheetLine> Row(FormField group, JsonElement row, int number) =>
        group
            .Fields.SelectMany(f => Lines(f, row))
            .Prepend(new AnswerSheetLine(string.Create(Vietnamese, $"{group.ItemLabel ?? group.Label} {number}"), null));

    private static string Text(FormField field, JsonElement answer) =>
        answer.ValueKind switch
        {
            JsonValueKind.True => KitText.Yes,
            JsonValueKind.False => KitText.No,
            JsonValueKind.Number when field.Kind == FieldKind.Money => Say.With(KitText.Amount, answer.GetDecimal()),
            JsonValueKind.Number => answer.GetDecimal().ToString("0.##########", Vietnamese),
            JsonValueKind.Array => string.Join(", ", answer.EnumerateArray().Select(item => Text(field, item))),
            JsonValueKind.Object when answer.TryGetProperty("scheme", out _) => Address(answer),
            JsonValueKind.Object => answer.TryGetProperty("other", out var other) && other.ValueKind == JsonValueKind.String
                ? other.GetString()!
                : Option(field, answer.GetProperty("value").GetString()!),
            JsonValueKind.String when field.Kind == FieldKind.Date => Date(answer.GetString()!),
            JsonValueKind.String => Option(field, answer.GetString()!),
            _ => "",
        };

    private static string Option(FormField field, string value) => field.Options.FirstOrDefault(o => o.Value == value)?.Label ?? value;

    // yyyy, yyyy-MM or yyyy-MM-dd, turned round for people.
    private static string Date(string date) => string.Join('/', date.Split('-').Reverse());

    private static string Address(JsonElement address)
    {
        string?[] parts = [Text(address, "street"), Unit(address, "commune"), Unit(address, "district"), Unit(address, "province")];
        return string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string? Unit(JsonElement address, string level) =>
        address.TryGetProperty(level, out var unit) ? Text(unit, "name") : null;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
