using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>Checks on the value of one field. Null means no such check.</summary>
public sealed record FieldValidation
{
    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>Lowest number or amount of đồng.</summary>
    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>The number must be a whole multiple of this, counted from zero.</summary>
    public decimal? Step { get; init; }

    /// <summary>Regular expression over the whole normalised value.</summary>
    public string? Pattern { get; init; }

    /// <summary>Field key, then its value, to pattern: the pattern depends on another answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> PatternBy { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary><c>today</c> or an ISO date; the date may be equal to it.</summary>
    public string? NotAfter { get; init; }

    /// <summary><c>today</c> or an ISO date; the date may be equal to it.</summary>
    public string? NotBefore { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    /// <summary>The only value a checkbox may have, as for a consent.</summary>
    public bool? MustBe { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WorkingDayOnly { get; init; }

    /// <summary>A date of which only the year, or month and year, are known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllowPartial { get; init; }

    /// <summary>Key of the birth date a national id is compared with; null: found by the naming convention.</summary>
    public string? BirthDateField { get; init; }

    /// <summary>Key of the sex (nam, nu) a national id is compared with; null: found by the naming convention.</summary>
    public string? SexField { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; init; }
}
