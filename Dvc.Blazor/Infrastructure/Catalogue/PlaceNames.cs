using System.Text.Json;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>Provinces, districts and communes for address fields, in both structures, from the units of the database.</summary>
public sealed class PlaceNames(DvcDatabase database, Units units)
{
    private static readonly DateOnly LastOfThreeLevels = new(2025, 6, 30);

    public async Task<AddressBook> BookAsync(CancellationToken cancellationToken)
    {
        var agencies = await database.ReadAsync(db => db.Agencies.OrderBy(a => a.Order).ToListAsync(cancellationToken), cancellationToken);
        return new AddressBook(
            ListOn(agencies, LastOfThreeLevels),
            ListOn(agencies, LastOfThreeLevels.AddDays(1)),
            AddressSchemes.On(units.AsOf)
        );
    }

    private static PlaceList ListOn(List<Agency> agencies, DateOnly day)
    {
        var valid = agencies.Where(a => a.IsValidOn(day)).ToList();
        var codes = valid.ToDictionary(a => a.Id, CodeOf, StringComparer.Ordinal);
        return new PlaceList(
            Places(a => a.Kind == AgencyKind.Province && valid.Any(below => below.ParentId == a.Id)),
            Places(a => a.IsDistrictLevel),
            Places(a => a.IsCommuneLevel)
        );

        List<Place> Places(Func<Agency, bool> wanted) =>
            [
                .. valid
                    .Where(wanted)
                    .Where(a => codes[a.Id] is not null)
                    .Select(a => new Place(codes[a.Id]!, NameOf(a), a.ParentId is null ? null : codes.GetValueOrDefault(a.ParentId))),
            ];
    }

    private static string? CodeOf(Agency agency) => Text(agency, "gso_code");

    // The unit of government is named after its area: "UBND tỉnh … (…)" of the record is "Tỉnh …" of an address.
    private static string NameOf(Agency agency)
    {
        if (Text(agency, "area_name") is { } area)
        {
            return area;
        }

        var name = agency.Name.Split(" (")[0];
        name = name.StartsWith("UBND ", StringComparison.Ordinal) ? name[5..] : name;
        return char.ToUpper(name[0], System.Globalization.CultureInfo.InvariantCulture) + name[1..];
    }

    private static string? Text(Agency agency, string key)
    {
        using var source = JsonDocument.Parse(agency.Source);
        return source.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
