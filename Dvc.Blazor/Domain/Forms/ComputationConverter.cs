using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>JSON of computations; anything outside the closed set is refused.</summary>
public sealed class ComputationConverter : JsonConverter<Computation>
{
    private const int MaxDepth = 16;

    public override Computation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(JsonElement.ParseValue(ref reader), 0);

    public override void Write(Utf8JsonWriter writer, Computation value, JsonSerializerOptions options) => ToJson(value).WriteTo(writer);

    private static Computation Parse(JsonElement json, int depth) =>
        json.ValueKind switch
        {
            _ when depth > MaxDepth => throw new JsonException("A computation is at most 16 deep."),
            JsonValueKind.String => new FieldComputation(json.GetString()!),
            JsonValueKind.Number => new ConstantComputation(new NumberValue(json.GetDecimal())),
            JsonValueKind.Object when json.EnumerateObject().Count() == 1 => Operation(json.EnumerateObject().First(), depth + 1),
            _ => throw new JsonException("A computation is a field, a number or one operation."),
        };

    private static Computation Operation(JsonProperty operation, int depth) =>
        operation.Name switch
        {
            "text" => new ConstantComputation(new TextValue(operation.Value.GetString()!)),
            "sum" => new SumComputation(Parts(operation.Value, depth)),
            "product" => new ProductComputation(Parts(operation.Value, depth)),
            "difference" => Parts(operation.Value, depth) is [var from, var take]
                ? new DifferenceComputation(from, take)
                : throw new JsonException("A difference has two parts."),
            "count" => new CountComputation(operation.Value.GetString()!),
            "concat" => new ConcatComputation(Parts(operation.Value, depth)),
            _ => throw new JsonException($"Unknown computation: {operation.Name}."),
        };

    private static Computation[] Parts(JsonElement json, int depth) => [.. json.EnumerateArray().Select(part => Parse(part, depth))];

    private static JsonNode ToJson(Computation value) =>
        value switch
        {
            FieldComputation field => JsonValue.Create(field.Field),
            ConstantComputation { Constant: TextValue text } => new JsonObject { ["text"] = text.Text },
            ConstantComputation constant => constant.Constant.ToJson(),
            SumComputation sum => One("sum", Array(sum.Parts)),
            ProductComputation product => One("product", Array(product.Parts)),
            DifferenceComputation difference => One("difference", Array([difference.From, difference.Take])),
            CountComputation count => One("count", JsonValue.Create(count.Field)),
            ConcatComputation concat => One("concat", Array(concat.Parts)),
            _ => throw new JsonException($"Unknown computation: {value.GetType().Name}."),
        };

    private static JsonObject One(string name, JsonNode value) => new() { [name] = value };

    private static JsonArray Array(IEnumerable<Computation> parts) => new([.. parts.Select(ToJson)]);
}
