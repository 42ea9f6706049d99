using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>The levels of an address that are chosen from lists.</summary>
public enum AddressLevel
{
    Province,
    District,
    Commune,
}

/// <summary>Taking an address apart into its controls and putting it together again.</summary>
public static class AddressParts
{
    /// <summary>Value of the list entry for a unit that is not in the list and has to be typed.</summary>
    public const string Elsewhere = "*";

    /// <summary>Value of the list entry for a stored address that the list of today cannot show.</summary>
    public const string Kept = "=";

    public static string Id(string path, AddressLevel level) => $"{FieldControls.IdOf(path)}-{Part(level)}";

    public static string TypedId(string path, AddressLevel level) => $"{Id(path, level)}-ten";

    public static string SchemeId(string path, AddressScheme scheme) => $"{FieldControls.IdOf(path)}-cap-{scheme.Code()}";

    public static string StreetId(string path) => $"{FieldControls.IdOf(path)}-duong";

    public static AddressUnit? Unit(this AddressAnswer? address, AddressLevel level) =>
        level switch
        {
            AddressLevel.Province => address?.Province,
            AddressLevel.District => address?.District,
            _ => address?.Commune,
        };

    /// <summary>The address with another unit at a level; what lies below no longer fits and goes, unless only a typed name was corrected.</summary>
    public static AddressAnswer With(this AddressAnswer address, AddressLevel level, AddressUnit? unit) =>
        level switch
        {
            // Chosen again, or sent again after a lost connection: nothing below it changes.
            _ when unit == address.Unit(level) => address,
            AddressLevel.Province when IsTyped(unit) && IsTyped(address.Province) => address with { Province = unit },
            AddressLevel.District when IsTyped(unit) && IsTyped(address.District) => address with { District = unit },
            AddressLevel.Province => address with { Province = unit, District = null, Commune = null },
            AddressLevel.District => address with { District = unit, Commune = null },
            _ => address with { Commune = unit },
        };

    /// <summary>The units to choose from at a level; null when the unit above is not from the list, so that this one is typed.</summary>
    public static IReadOnlyList<Place>? Offered(this AddressBook book, AddressAnswer address, AddressLevel level)
    {
        var list = book.Of(address.Scheme);
        var parent = level == AddressLevel.Commune && address.Scheme == AddressScheme.ThreeLevel ? address.District : address.Province;
        return level switch
        {
            AddressLevel.Province => list.Provinces,
            AddressLevel.District => Below(list.Districts, parent),
            _ => Below(list.Communes, parent),
        };
    }

    internal static IReadOnlyList<KeyValuePair<string, object>> Controls(string path, AddressAnswer? address)
    {
        var controls = new List<KeyValuePair<string, object>>();
        if (address is null)
        {
            return controls;
        }

        controls.Add(new(SchemeId(path, address.Scheme), true));
        foreach (var level in Enum.GetValues<AddressLevel>())
        {
            var unit = address.Unit(level);
            controls.Add(new(Id(path, level), unit is null ? "" : unit.Code ?? Elsewhere));
            controls.Add(new(TypedId(path, level), unit is { Code: null } ? unit.Name : ""));
        }

        controls.Add(new(StreetId(path), address.Street ?? ""));
        return controls;
    }

    private static List<Place>? Below(IReadOnlyList<Place> places, AddressUnit? parent)
    {
        if (parent is null)
        {
            return [];
        }

        var below = places.Where(place => place.ParentCode == parent.Code).ToList();
        return parent.Code is null || below.Count == 0 ? null : below;
    }

    private static bool IsTyped(AddressUnit? unit) => unit is { Code: null };

    private static string Part(AddressLevel level) =>
        level switch
        {
            AddressLevel.Province => "tinh",
            AddressLevel.District => "huyen",
            _ => "xa",
        };
}
