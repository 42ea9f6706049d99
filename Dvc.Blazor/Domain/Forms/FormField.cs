using System.Text.Json;
using System.Text.Json.Serialization;
using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>One field of a form (trường). The key is its stable id: unique in the form, inside a repeating group unique in the group.</summary>
public sealed record FormField
{
    /// <summary>Value of the extra option a page shows when free text is allowed but no offered option stands for "other".</summary>
    public const string AddedOther = "_other";

    public required string Key { get; init; }

    public required string Label { get; init; }

    [JsonPropertyName("type")]
    public required FieldKind Kind { get; init; }

    public bool Required { get; init; }

    public string? Help { get; init; }

    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>A choice that also takes the citizen's own words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllowOther { get; init; }

    /// <summary>Answer taken while the citizen has not touched the field.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>Path into the account, such as <c>account.full_name</c>.</summary>
    public string? Prefill { get; init; }

    public FieldValidation? Validation { get; init; }

    /// <summary>Null: shown whenever its section and group are.</summary>
    public Condition? VisibleWhen { get; init; }

    /// <summary>Children of a group or repeating group.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>What one row of a repeating group is called.</summary>
    public string? ItemLabel { get; init; }

    /// <summary>How print changes the value, such as <c>uppercase_on_print</c>.</summary>
    public string? Transform { get; init; }

    /// <summary>For administrators only.</summary>
    public string? ReviewNote { get; init; }

    /// <summary>When set, the value is worked out from other fields and cannot be typed.</summary>
    public Computation? Computed { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; init; }

    /// <summary>The option value under which free text is given; null when free text is not allowed.</summary>
    [JsonIgnore]
    public string? OtherOption =>
        !AllowOther
            ? null
            : Options.FirstOrDefault(option => Fold.Text(option.Value) == "khac" || Fold.Text(option.Label) == "khac")?.Value ?? AddedOther;

    /// <summary>Longest text taken, in UTF-16 units of NFC text; use it as <c>maxlength</c>.</summary>
    [JsonIgnore]
    public int MaxLength => Math.Min(Validation?.MaxLength ?? TextRules.DefaultMaxLength, TextRules.DefaultMaxLength);

    /// <summary>Whether nothing has to be said here; of what is worked out nobody says anything, and a group with a least number of rows wants those.</summary>
    [JsonIgnore]
    public bool IsOptional => !Required && Computed is null && !(Kind == FieldKind.RepeatingGroup && Validation?.MinItems > 0);

    /// <summary>Most rows of a repeating group; 100 where its author set no number.</summary>
    [JsonIgnore]
    public int MostRows => Validation?.MaxItems ?? 100;

    /// <summary>The default as an answer, or null.</summary>
    [JsonIgnore]
    public AnswerValue? DefaultAnswer => Default is { } value ? AnswerValue.FromDefault(value) : null;
}
