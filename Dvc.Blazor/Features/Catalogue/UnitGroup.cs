using Dvc.Blazor.Domain.Agencies;

namespace Dvc.Blazor.Features.Catalogue;

/// <summary>A tab of the home page: units of one level.</summary>
public enum UnitGroup
{
    Departments,
    Districts,
    Communes,
}

/// <summary>A unit as lists name it, with the number of procedures that can be filed there.</summary>
public sealed record UnitRow(string Id, string Name, int Procedures);

internal static class UnitGroups
{
    private static readonly Dictionary<string, UnitGroup> ByWord = new(StringComparer.Ordinal)
    {
        ["so"] = UnitGroup.Departments,
        ["huyen"] = UnitGroup.Districts,
        ["xa"] = UnitGroup.Communes,
    };

    public static UnitGroup? Parse(string? word) => word is not null && ByWord.TryGetValue(word, out var group) ? group : null;

    public static string Word(this UnitGroup group) => ByWord.Single(p => p.Value == group).Key;

    public static string Title(this UnitGroup group) =>
        group switch
        {
            UnitGroup.Departments => CatalogueText.Departments,
            UnitGroup.Districts => CatalogueText.Districts,
            _ => CatalogueText.Communes,
        };

    /// <summary>The tab a unit stands under; null for what is part of another unit, or a whole province.</summary>
    public static UnitGroup? Of(Agency unit) =>
        unit.Kind is AgencyKind.Department or AgencyKind.VerticalAgency ? UnitGroup.Departments
        : unit.IsDistrictLevel ? UnitGroup.Districts
        : unit.IsCommuneLevel ? UnitGroup.Communes
        : null;
}
