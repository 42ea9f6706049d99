using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>The level of government of a unit: <see cref="AgencyKind.Commune"/>, <see cref="AgencyKind.District"/> or <see cref="AgencyKind.Province"/>.</summary>
public static class AgencyLevels
{
    /// <summary>The level of an agency; divisions and one-stop departments are of the level of their unit.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="known">Where its parent is found, by id.</param>
    public static AgencyKind Of(Agency agency, IReadOnlyDictionary<string, Agency> known) =>
        agency switch
        {
            { IsCommuneLevel: true } => AgencyKind.Commune,
            { IsDistrictLevel: true } => AgencyKind.District,
            { Kind: AgencyKind.Division or AgencyKind.OneStop or AgencyKind.VerticalAgency, ParentId: { } parent }
                when known.GetValueOrDefault(parent) is { } unit => Of(unit, known),
            _ => AgencyKind.Province,
        };

    /// <summary>The level that the words of a definition mean; null of other words.</summary>
    public static AgencyKind? Named(string? words) =>
        Fold.Text(words) switch
        {
            "cap xa" => AgencyKind.Commune,
            "cap huyen" => AgencyKind.District,
            "cap tinh" => AgencyKind.Province,
            _ => null,
        };
}
