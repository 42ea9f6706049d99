using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Agencies;

/// <summary>A change of the units, before it is carried out.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AddAgencies), "add")]
[JsonDerivedType(typeof(ImportAgencies), "import")]
[JsonDerivedType(typeof(RenameAgency), "rename")]
[JsonDerivedType(typeof(CloseAgency), "close")]
[JsonDerivedType(typeof(MergeAgencies), "merge")]
[JsonDerivedType(typeof(SplitAgency), "split")]
public abstract record AgencyChange
{
    /// <summary>The change as it is stored.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>A stored change.</summary>
    /// <exception cref="JsonException">Not one.</exception>
    public static AgencyChange Read(string stored) =>
        JsonSerializer.Deserialize<AgencyChange>(stored) ?? throw new JsonException("No change of units.");
}

/// <summary>A unit that is to be.</summary>
/// <param name="Id">Its key; null: made from the name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="ParentId">The unit it belongs to; null only of a province.</param>
/// <param name="NumberPrefix">Unit part of its dossier numbers; null: made from the province's.</param>
/// <param name="AgencyCode">Electronic identifier, or null.</param>
public sealed record NewAgency(
    string? Id,
    string Name,
    AgencyKind Kind,
    string? ParentId,
    string? NumberPrefix = null,
    string? AgencyCode = null
);

/// <summary>New units, in the order in which they are made.</summary>
public sealed record AddAgencies(IReadOnlyList<NewAgency> Units) : AgencyChange;

/// <summary>What a file brings: new units in the order of its lines, and other names of known ones.</summary>
public sealed record ImportAgencies(IReadOnlyList<NewAgency> Units, IReadOnlyList<RenameAgency> Renamed) : AgencyChange;

/// <summary>Another name.</summary>
public sealed record RenameAgency(string Id, string Name) : AgencyChange;

/// <summary>A unit ends and nobody takes over: only one without any business.</summary>
public sealed record CloseAgency(string Id) : AgencyChange;

/// <summary>Units become one: an existing one, or a new one.</summary>
/// <param name="From">The units that end.</param>
/// <param name="IntoId">The unit that takes over; null when it is new.</param>
/// <param name="Into">The new unit; null when it exists.</param>
public sealed record MergeAgencies(IReadOnlyList<string> From, string? IntoId, NewAgency? Into) : AgencyChange;

/// <summary>A unit becomes several.</summary>
/// <param name="Id">The unit that ends.</param>
/// <param name="Parts">The new units; the first keeps archive, officers and every sector that is not given to another.</param>
/// <param name="Sectors">Sectors that go to another part than the first, by its place in <paramref name="Parts"/>.</param>
public sealed record SplitAgency(string Id, IReadOnlyList<NewAgency> Parts, IReadOnlyDictionary<string, int> Sectors) : AgencyChange;
