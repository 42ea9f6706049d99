using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>The answers as they enter a dossier: one canonical JSON text and its hash.
/// Object keys are in ordinal order, blanks and hidden fields are left out, rows are arrays in order without their ids, so the same
/// content always gives the same hash.</summary>
/// <param name="Json">Values by kind: text, number, date as yyyy[-MM[-dd]], option or <c>{value, other}</c>, true/false, arrays, address object.</param>
/// <param name="Hash">SHA-256 of the UTF-8 bytes of the JSON, 64 lower-case hex digits.</param>
public sealed record CanonicalAnswers(string Json, string Hash)
{
    /// <summary>What one value of <see cref="Json"/> means; null for groups and for what has no such shape.</summary>
    /// <param name="field">The field that stands at its key.</param>
    public static FormValue? Value(FormField field, JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Number => new NumberValue(json.GetDecimal()),
            JsonValueKind.True or JsonValueKind.False => new FlagValue(json.GetBoolean()),
            JsonValueKind.String => Words(field, json.GetString()!),
            JsonValueKind.Array when field.Kind != FieldKind.RepeatingGroup => new ListValue([
                .. json.EnumerateArray().Select(item => Value(field, item)).OfType<FormValue>(),
            ]),
            JsonValueKind.Object when IsAddressOrChoice(field, json) => AnswerValue.From(json) switch
            {
                AddressAnswer address => new AddressValue(
                    address.Scheme,
                    address.Province,
                    address.District,
                    address.Commune,
                    address.Street
                ),
                ChoiceAnswer choice => new ChoiceValue(choice.Value, choice.Other),
                _ => null,
            },
            _ => null,
        };

    /// <summary>The answers as a draft would keep them, to be gone on with. Rows of repeating groups get their number, from 1, as id.</summary>
    /// <param name="form">The form they were given to, or that of another revision: what it has no place for is left out.</param>
    /// <param name="canonical">What <see cref="Json"/> was.</param>
    public static FormAnswers Reopen(FormDefinition form, string canonical)
    {
        using var json = JsonDocument.Parse(canonical);
        return FormAnswers.From(Reopened(form.Sections.SelectMany(section => section.Fields), json.RootElement, "").ToList());
    }

    /// <summary>The part of the canonical JSON that stands for a path of the form; null when nothing counts there.</summary>
    public static string? At(FormState state, string path)
    {
        using var json = JsonDocument.Parse(state.Submitted.Json);
        var (at, element) = ("", json.RootElement);
        foreach (var part in path.Split(AnswerPath.Separator))
        {
            var rows = state[at]?.Rows;
            at = AnswerPath.Child(at, part);
            if (element.ValueKind == JsonValueKind.Array && rows?.ToList().IndexOf(at) is { } index and >= 0)
            {
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
            {
                return null;
            }
        }

        return element.GetRawText();
    }

    internal static CanonicalAnswers Of(EvaluationPass pass)
    {
        var nodes = pass.Form.Sections.SelectMany(section => section.Fields);
        var json = Object(nodes, pass.Root).ToJsonString(FormJson.Options);
        return new CanonicalAnswers(json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
    }

    private static JsonObject Object(IEnumerable<FieldNode> nodes, AnswerScope scope)
    {
        var json = new JsonObject();
        foreach (var node in nodes.OrderBy(node => node.Field.Key, StringComparer.Ordinal))
        {
            if (scope[node].Visible && Value(node, scope) is { } value)
            {
                json[node.Field.Key] = value;
            }
        }

        return json;
    }

    private static IEnumerable<KeyValuePair<string, AnswerValue>> Reopened(IEnumerable<FormField> fields, JsonElement json, string parent)
    {
        foreach (var field in fields.Where(field => field.Computed is null))
        {
            var path = AnswerPath.Child(parent, field.Key);
            var answers = json.TryGetProperty(field.Key, out var value) ? Reopened(field, path, value) : Emptied(field, path);
            foreach (var answer in answers)
            {
                yield return answer;
            }
        }
    }

    private static bool IsAddressOrChoice(FormField field, JsonElement json) =>
        field.Kind is FieldKind.Address or FieldKind.Choice
        && json.TryGetProperty(field.Kind == FieldKind.Address ? "scheme" : "value", out _);

    // Another revision than that of the answers may have a field of another kind there: then nothing was answered to it.
    private static IEnumerable<KeyValuePair<string, AnswerValue>> Reopened(FormField field, string path, JsonElement value) =>
        (field.Kind, value.ValueKind) switch
        {
            (FieldKind.Group, JsonValueKind.Object) => Reopened(field.Fields, value, path),
            (FieldKind.RepeatingGroup, JsonValueKind.Array) => value
                .EnumerateArray()
                .Where(row => row.ValueKind == JsonValueKind.Object)
                .Index()
                .SelectMany(row => Row(field, path, row)),
            (FieldKind.Group or FieldKind.RepeatingGroup, _) => [],
            _ => Given(field, value) is { } given && AnswerFit.Fits(field, given)
                ? [KeyValuePair.Create(path, given)]
                : Emptied(field, path),
        };

    private static IEnumerable<KeyValuePair<string, AnswerValue>> Row(FormField group, string path, (int Index, JsonElement Json) row)
    {
        var number = row.Index + 1;
        var at = AnswerPath.Row(path, number.ToString(CultureInfo.InvariantCulture));
        return Reopened(group.Fields, row.Json, at).Prepend(KeyValuePair.Create<string, AnswerValue>(at, new RowAnswer(number)));
    }

    // Left blank on purpose: the definition's own answer must not come back.
    private static IEnumerable<KeyValuePair<string, AnswerValue>> Emptied(FormField field, string path) =>
        field.DefaultAnswer switch
        {
            null => [],
            ListAnswer => [KeyValuePair.Create<string, AnswerValue>(path, new ListAnswer([]))],
            FlagAnswer => [KeyValuePair.Create<string, AnswerValue>(path, new FlagAnswer(false))],
            _ => [KeyValuePair.Create<string, AnswerValue>(path, new TextAnswer(""))],
        };

    private static AnswerValue? Given(FormField field, JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Number ? new TextAnswer(Typed(json.GetDecimal()))
                : field.Kind == FieldKind.Date && json.ValueKind == JsonValueKind.String ? new TextAnswer(ValueText.Of(Value(field, json)))
                : AnswerValue.From(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // As people here type it: a dot would part thousands.
    private static string Typed(decimal number) =>
        number.ToString("0.############################", CultureInfo.InvariantCulture).Replace('.', ',');

    // A date that could not be read stands there as it was typed.
    private static FormValue Words(FormField field, string text) =>
        field.Kind switch
        {
            FieldKind.Choice or FieldKind.Multichoice => new ChoiceValue(text),
            FieldKind.Date when DateReader.Parse(text) is { } date => new DateValue(date),
            _ => new TextValue(text),
        };

    private static JsonNode? Value(FieldNode node, AnswerScope scope)
    {
        var cell = scope[node];
        return node.Field.Kind switch
        {
            FieldKind.Group => Object(node.Children, scope) is { Count: > 0 } group ? group : null,
            FieldKind.RepeatingGroup => cell.Rows.Count == 0
                ? null
                : new JsonArray([.. cell.Rows.Select(row => Object(node.Children, row))]),
            // What cannot be read is refused anyway; the hash of what was reviewed covers it all the same.
            _ => cell.Reading.Value?.ToJson() ?? (cell.Reading.Problem is null ? null : cell.Answer?.Node()),
        };
    }
}
