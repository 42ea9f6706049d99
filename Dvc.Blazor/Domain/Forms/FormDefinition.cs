using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>The electronic declaration of one revision (tờ khai điện tử): sections in the order shown, and rules across fields.
/// Serialised with <see cref="FormJson.Options"/> in the catalogue's own shape; keys it does not know are kept in Extra.</summary>
public sealed record FormDefinition
{
    /// <summary>All sections in the order of the wizard: submitter, own sections, result delivery.</summary>
    public IReadOnlyList<FormSection> Sections { get; init; } = [];

    /// <summary>Checks that look at more than one field.</summary>
    [JsonPropertyName("form_rules")]
    public IReadOnlyList<FormRule> Rules { get; init; } = [];

    /// <summary>Keys of the shared sections that the catalogue asked to include.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; init; }
}

/// <summary>A titled part of the form (phần).</summary>
public sealed record FormSection
{
    public required string Key { get; init; }

    public string Label { get; init; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SectionRole Role { get; init; }

    /// <summary>Null: always shown.</summary>
    public Condition? VisibleWhen { get; init; }

    public IReadOnlyList<FormField> Fields { get; init; } = [];

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; init; }
}

/// <summary>One offered answer of a choice.</summary>
public sealed record FieldOption(string Value, string Label)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; init; }
}
