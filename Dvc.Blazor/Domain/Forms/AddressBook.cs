namespace Dvc.Blazor.Domain.Forms;

/// <summary>A unit of an address structure.</summary>
/// <param name="Code">Statistical code, unique within its level.</param>
/// <param name="ParentCode">Code of the unit above; null for a province.</param>
public sealed record Place(string Code, string Name, string? ParentCode);

/// <summary>The units people choose from in one structure; those of other provinces are typed.</summary>
/// <param name="Districts">Empty in the structure of two levels.</param>
public sealed record PlaceList(IReadOnlyList<Place> Provinces, IReadOnlyList<Place> Districts, IReadOnlyList<Place> Communes)
{
    public static PlaceList Empty { get; } = new([], [], []);
}

/// <summary>The units of both structures of government.</summary>
/// <param name="Current">The structure in which a new address is asked for.</param>
public sealed record AddressBook(PlaceList ThreeLevel, PlaceList TwoLevel, AddressScheme Current)
{
    public static AddressBook Empty { get; } = new(PlaceList.Empty, PlaceList.Empty, AddressScheme.ThreeLevel);

    public PlaceList Of(AddressScheme scheme) => scheme == AddressScheme.ThreeLevel ? ThreeLevel : TwoLevel;
}
