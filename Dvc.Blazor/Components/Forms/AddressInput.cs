using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>What an <see cref="AddressPicker"/> sends: a commune from the list, or names where the list has none.</summary>
public sealed class AddressInput
{
    /// <summary>Code of a commune of the list, <see cref="AddressParts.Elsewhere"/>, <see cref="AddressParts.Kept"/>, or nothing.</summary>
    public string? Commune { get; set; }

    public string? TypedProvince { get; set; }

    public string? TypedDistrict { get; set; }

    public string? TypedCommune { get; set; }

    public string? Street { get; set; }

    /// <summary>The answer as the form engine keeps it, with gaps where nothing was given; written in the structure in force.</summary>
    /// <param name="book">The units to choose from.</param>
    /// <param name="kept">The stored address that was offered to be kept, see <see cref="KeptOf"/>; or null.</param>
    public AddressAnswer ToAnswer(AddressBook book, AddressAnswer? kept = null)
    {
        if (Commune == AddressParts.Kept && kept is not null)
        {
            return kept with { Street = Street };
        }

        if (Commune == AddressParts.Elsewhere)
        {
            return new AddressAnswer(book.Current, Typed(TypedProvince), Typed(TypedDistrict), Typed(TypedCommune), Street);
        }

        var places = book.Of(book.Current);
        var commune = places.Communes.FirstOrDefault(c => c.Code == Commune);
        var district = places.Districts.FirstOrDefault(d => d.Code == commune?.ParentCode);
        var above = district is null ? commune?.ParentCode : district.ParentCode;
        return new AddressAnswer(
            book.Current,
            Unit(places.Provinces.FirstOrDefault(p => p.Code == above)),
            Unit(district),
            Unit(commune),
            Street
        );
    }

    /// <summary>A known address as the picker shows it.</summary>
    public static AddressInput Of(AddressAnswer? known, AddressBook book) =>
        known is null ? new AddressInput()
        : IsListed(known, book) ? new AddressInput { Commune = known.Commune!.Code, Street = known.Street }
        : KeptOf(known, book) is not null ? new AddressInput { Commune = AddressParts.Kept, Street = known.Street }
        : new AddressInput
        {
            Commune = AddressParts.Elsewhere,
            TypedProvince = known.Province?.Name,
            TypedDistrict = known.District?.Name,
            TypedCommune = known.Commune?.Name,
            Street = known.Street,
        };

    /// <summary>The known address when neither the list nor the typed names of today can show it: one of the other structure of government.</summary>
    public static AddressAnswer? KeptOf(AddressAnswer? known, AddressBook book) =>
        known is { Commune: not null } && known.Scheme != book.Current ? known : null;

    private static bool IsListed(AddressAnswer known, AddressBook book) =>
        known.Scheme == book.Current && book.Of(book.Current).Communes.Any(c => c.Code == known.Commune?.Code);

    private static AddressUnit? Typed(string? name) => string.IsNullOrWhiteSpace(name) ? null : new AddressUnit(null, name);

    private static AddressUnit? Unit(Place? place) => place is null ? null : new AddressUnit(place.Code, place.Name);
}
