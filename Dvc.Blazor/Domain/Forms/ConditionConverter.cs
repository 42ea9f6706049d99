using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>JSON of conditions: <c>{field, op, value}</c>, <c>{all: []}</c>, <c>{any: []}</c>, <c>{not: {}}</c>; anything else is refused.</summary>
public sealed class ConditionConverter : JsonConverter<Condition>
{
    private const int MaxDepth = 32;

    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(JsonElement.ParseValue(ref reader), 0);

    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case AllCondition all:
                WriteParts(writer, "all", all.Parts, options);
                break;
            case AnyCondition any:
                WriteParts(writer, "any", any.Parts, options);
                break;
            case NotCondition not:
                writer.WritePropertyName("not");
                Write(writer, not.Inner, options);
                break;
            case FieldCondition leaf:
                WriteLeaf(writer, leaf);
                break;
        }

        writer.WriteEndObject();
    }

    private static Condition Parse(JsonElement json, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object || depth > MaxDepth)
        {
            throw new JsonException("A condition is an object, at most 32 deep.");
        }

        var names = json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal).ToArray();
        return names switch
        {
            ["all"] => new AllCondition(Parts(json.GetProperty("all"), depth)),
            ["any"] => new AnyCondition(Parts(json.GetProperty("any"), depth)),
            ["not"] => new NotCondition(Parse(json.GetProperty("not"), depth + 1)),
            ["field", "op"] or ["field", "op", "value"] => Leaf(json),
            _ => throw new JsonException($"Unknown condition: {string.Join(", ", names)}."),
        };
    }

    private static Condition[] Parts(JsonElement json, int depth) => [.. json.EnumerateArray().Select(part => Parse(part, depth + 1))];

    private static FieldCondition Leaf(JsonElement json)
    {
        var op = json.GetProperty("op").GetString()!;
        if (!Enum.TryParse<ConditionOp>(op, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed) || char.IsAsciiDigit(op[0]))
        {
            throw new JsonException($"Unknown comparison: {op}.");
        }

        var value = json.TryGetProperty("value", out var literal) ? FormValue.Literal(literal) : null;
        if (value is null && parsed != ConditionOp.Empty)
        {
            throw new JsonException($"The comparison {op} needs a value.");
        }

        return new FieldCondition(json.GetProperty("field").GetString()!, parsed, value);
    }

    private static void WriteLeaf(Utf8JsonWriter writer, FieldCondition leaf)
    {
        writer.WriteString("field", leaf.Field);
        writer.WriteString("op", JsonNamingPolicy.SnakeCaseLower.ConvertName(leaf.Op.ToString()));
        if (leaf.Value is not null)
        {
            writer.WritePropertyName("value");
            leaf.Value.ToJson().WriteTo(writer);
        }
    }

    private void WriteParts(Utf8JsonWriter writer, string name, IReadOnlyList<Condition> parts, JsonSerializerOptions options)
    {
        writer.WriteStartArray(name);
        foreach (var part in parts)
        {
            Write(writer, part, options);
        }

        writer.WriteEndArray();
    }
}
