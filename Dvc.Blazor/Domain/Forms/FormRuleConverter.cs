using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>JSON of form rules: the kind stands under <c>rule</c>; an unknown kind is refused.</summary>
public sealed class FormRuleConverter : JsonConverter<FormRule>
{
    private static readonly Dictionary<string, Type> Kinds = new(StringComparer.Ordinal)
    {
        ["age_at_least"] = typeof(AgeAtLeastRule),
        ["distinct"] = typeof(DistinctRule),
        ["lte"] = typeof(LteRule),
        ["sum_at_least"] = typeof(SumAtLeastRule),
        ["sum_equals"] = typeof(SumEqualsRule),
        ["count_equals"] = typeof(CountEqualsRule),
        ["exactly_one"] = typeof(ExactlyOneRule),
        ["must_equal"] = typeof(MustEqualRule),
        ["days_since_max"] = typeof(DaysSinceMaxRule),
        ["date_order"] = typeof(DateOrderRule),
        ["sum_equals_sum"] = typeof(SumEqualsSumRule),
    };

    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(FormRule);

    public override FormRule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        var name = json.TryGetProperty("rule", out var rule) ? rule.GetString() : null;
        if (name is null || !Kinds.TryGetValue(name, out var kind))
        {
            throw new JsonException($"Unknown form rule: {name}.");
        }

        var read = (FormRule)json.Deserialize(kind, options)!;
        read.Extra?.Remove("rule");
        return read;
    }

    public override void Write(Utf8JsonWriter writer, FormRule value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", value.Name);
        foreach (var property in JsonSerializer.SerializeToElement(value, value.GetType(), options).EnumerateObject())
        {
            property.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}

/// <summary>JSON of a literal: string, number, true/false or a list of these.</summary>
public sealed class LiteralConverter : JsonConverter<FormValue>
{
    public override FormValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FormValue.Literal(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, FormValue value, JsonSerializerOptions options) => value.ToJson().WriteTo(writer);
}
