using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>One answer exactly as given (câu trả lời): what was typed, not what it means, so that nothing typed is ever lost.</summary>
public abstract record AnswerValue
{
    /// <summary>JSON text for one draft row.</summary>
    public string ToJson() => Node()?.ToJsonString(FormJson.Options) ?? "null";

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">Not JSON, or not the shape of an answer.</exception>
    public static AnswerValue FromJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    /// <exception cref="JsonException">Not the shape of an answer.</exception>
    public static AnswerValue From(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Null => VoidAnswer.Instance,
            JsonValueKind.String => new TextAnswer(json.GetString()!),
            JsonValueKind.True => new FlagAnswer(true),
            JsonValueKind.False => new FlagAnswer(false),
            JsonValueKind.Number when json.TryGetInt64(out var order) => new RowAnswer(order),
            JsonValueKind.Array => new ListAnswer([.. json.EnumerateArray().Select(Words)]),
            JsonValueKind.Object when json.TryGetProperty("scheme", out _) => AddressAnswer.Read(json),
            JsonValueKind.Object when json.TryGetProperty("value", out var value) => new ChoiceAnswer(
                Words(value),
                Optional(json, "other")
            ),
            _ => throw new JsonException($"An answer cannot be {json.ValueKind}."),
        };

    /// <summary>The answer a definition's default stands for; null when the default has no such shape.</summary>
    public static AnswerValue? FromDefault(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Number => new TextAnswer(json.GetDecimal().ToString(CultureInfo.InvariantCulture)),
            JsonValueKind.Null => null,
            JsonValueKind.String or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Array => From(json),
            _ => null,
        };

    internal abstract JsonNode? Node();

    internal static string? Optional(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Words(value) : null;

    internal static string Words(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.GetString()! : throw new JsonException("Text is wanted in an answer.");
}

/// <summary>Typed text of any kind of field, or the value of a chosen option. JSON: a string.</summary>
public sealed record TextAnswer(string Text) : AnswerValue
{
    internal override JsonNode Node() => JsonValue.Create(Text);
}

/// <summary>A chosen option with free words beside it. JSON: <c>{"value", "other"}</c>.</summary>
public sealed record ChoiceAnswer(string Value, string? Other) : AnswerValue
{
    internal override JsonNode Node() => new JsonObject { ["value"] = Value, ["other"] = Other };
}

/// <summary>A checkbox. JSON: true or false.</summary>
public sealed record FlagAnswer(bool Flag) : AnswerValue
{
    internal override JsonNode Node() => JsonValue.Create(Flag);
}

/// <summary>Chosen options of a multiple choice. JSON: an array of strings.</summary>
public sealed record ListAnswer(IReadOnlyList<string> Values) : AnswerValue
{
    public bool Equals(ListAnswer? other) => other is not null && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    public override int GetHashCode() => Values.Aggregate(17, (hash, value) => HashCode.Combine(hash, value));

    internal override JsonNode Node() => new JsonArray([.. Values.Select(value => JsonValue.Create(value))]);
}

/// <summary>Says that a row of a repeating group exists, and its place among the rows. JSON: a whole number.</summary>
public sealed record RowAnswer(long Order) : AnswerValue
{
    internal override JsonNode Node() => JsonValue.Create(Order);
}

/// <summary>Taken back: as if never answered. Removes a row when written over its entry. JSON: null.</summary>
public sealed record VoidAnswer : AnswerValue
{
    public static VoidAnswer Instance { get; } = new();

    private VoidAnswer() { }

    internal override JsonNode? Node() => null;
}

/// <summary>An address as far as it is filled in. JSON: <c>{"scheme": "3"|"2", "province": {"code", "name"}, "district", "commune", "street"}</c>.</summary>
public sealed record AddressAnswer(AddressScheme Scheme, AddressUnit? Province, AddressUnit? District, AddressUnit? Commune, string? Street)
    : AnswerValue
{
    internal override JsonNode Node() => new AddressValue(Scheme, Province, District, Commune, Street).ToJson();

    internal static AddressAnswer Read(JsonElement json)
    {
        var scheme = AddressSchemes.FromCode(Optional(json, "scheme")) ?? throw new JsonException("Unknown address scheme.");
        return new AddressAnswer(scheme, Unit(json, "province"), Unit(json, "district"), Unit(json, "commune"), Optional(json, "street"));
    }

    private static AddressUnit? Unit(JsonElement json, string name) =>
        json.TryGetProperty(name, out var unit) && unit.ValueKind == JsonValueKind.Object
            ? new AddressUnit(Optional(unit, "code"), Optional(unit, "name") ?? "")
            : null;
}
