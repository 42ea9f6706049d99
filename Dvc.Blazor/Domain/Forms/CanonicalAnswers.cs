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
            JsonValueKind.Object when field.Kind is FieldKind.Address or FieldKind.Choice => AnswerValue.From(json) switch
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
