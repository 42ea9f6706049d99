using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>What an <see cref="AddressPicker"/> sends: a commune from the list, or names where the list has none.</summary>
public sealed class AddressInput
{
    /// <summary>Code of a commune of the list, <see cref="AddressParts.Elsewhere"/>, or nothing.</summary>
    public string? Commune { get; set; }

    public string? TypedProvince { get; set; }

    public string? TypedDistrict { get; set; }

    public string? TypedCommune { get; set; }

    public string? Street { get; set; }

    /// <summary>The answer as the form engine keeps it, with gaps where nothing was given; written in the structure in force.</summary>
    public AddressAnswer ToAnswer(AddressBook book)
    {
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
        : known.Scheme == book.Current && book.Of(book.Current).Communes.Any(c => c.Code == known.Commune?.Code)
            ? new AddressInput { Commune = known.Commune!.Code, Street = known.Street }
        : new AddressInput
        {
            Commune = AddressParts.Elsewhere,
            TypedProvince = known.Province?.Name,
            TypedDistrict = known.District?.Name,
            TypedCommune = known.Commune?.Name,
            Street = known.Street,
        };

    private static AddressUnit? Typed(string? name) => string.IsNullOrWhiteSpace(name) ? null : new AddressUnit(null, name);

    private static AddressUnit? Unit(Place? place) => place is null ? null : new AddressUnit(place.Code, place.Name);
}
