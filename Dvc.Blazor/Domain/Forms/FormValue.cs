using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>A typed value: what an answer means, or a literal of a condition.</summary>
public abstract record FormValue
{
    /// <summary>Canonical JSON of the value.</summary>
    public abstract JsonNode ToJson();

    /// <summary>Reads a literal: string, number, true/false or a list of these.</summary>
    /// <exception cref="JsonException">Any other JSON.</exception>
    public static FormValue Literal(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => new TextValue(json.GetString()!),
            JsonValueKind.Number => new NumberValue(json.GetDecimal()),
            JsonValueKind.True => FlagValue.True,
            JsonValueKind.False => FlagValue.False,
            JsonValueKind.Array => new ListValue([.. json.EnumerateArray().Select(Literal)]),
            _ => throw new JsonException($"A literal cannot be {json.ValueKind}."),
        };
}

public sealed record TextValue(string Text) : FormValue
{
    public override JsonNode ToJson() => JsonValue.Create(Text);
}

/// <summary>A number, or whole đồng.</summary>
public sealed record NumberValue(decimal Number) : FormValue
{
    // Division by one with 28 zeros removes trailing zeros, so that 1.50 and 1.5 write the same.
    public override JsonNode ToJson() => JsonValue.Create(Number / 1.000000000000000000000000000000000m);
}

public sealed record FlagValue(bool Flag) : FormValue
{
    public static FlagValue True { get; } = new(true);

    public static FlagValue False { get; } = new(false);

    public override JsonNode ToJson() => JsonValue.Create(Flag);
}

/// <summary>A chosen option, with the citizen's own words when the option stands for "other".</summary>
public sealed record ChoiceValue(string Option, string? Other = null) : FormValue
{
    public override JsonNode ToJson() =>
        Other is null ? JsonValue.Create(Option) : new JsonObject { ["value"] = Option, ["other"] = Other };
}

public sealed record DateValue(PartialDate Date) : FormValue
{
    public override JsonNode ToJson() => JsonValue.Create(Date.ToString());
}

/// <summary>Several values: chosen options, a literal list, or one field over the rows of a group. Equal when the items are.</summary>
public sealed record ListValue(IReadOnlyList<FormValue> Items) : FormValue
{
    public bool Equals(ListValue? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);

    public override JsonNode ToJson() => new JsonArray([.. Items.Select(item => item.ToJson())]);
}

/// <summary>How many rows a repeating group has; its rows themselves are found by path.</summary>
public sealed record RowsValue(int Count) : FormValue
{
    public override JsonNode ToJson() => JsonValue.Create(Count);
}

/// <summary>An address in one of the two administrative structures.</summary>
public sealed record AddressValue(AddressScheme Scheme, AddressUnit? Province, AddressUnit? District, AddressUnit? Commune, string? Street)
    : FormValue
{
    public override JsonNode ToJson()
    {
        var json = new JsonObject { ["scheme"] = Scheme.Code() };
        Add(json, "province", Province?.ToJson());
        Add(json, "district", District?.ToJson());
        Add(json, "commune", Commune?.ToJson());
        Add(json, "street", Street is null ? null : JsonValue.Create(Street));
        return json;
    }

    private static void Add(JsonObject json, string key, JsonNode? value)
    {
        if (value is not null)
        {
            json[key] = value;
        }
    }
}

/// <summary>One field over all rows of a group: a condition holds when it holds for any of them.</summary>
internal sealed record ManyValue(IReadOnlyList<FormValue> Items) : FormValue
{
    public override JsonNode ToJson() => new JsonArray([.. Items.Select(item => item.ToJson())]);
}
