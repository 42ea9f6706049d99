namespace Dvc.Blazor.Domain.Agencies;

/// <summary>Kinds of units that occur in the old three-level and the new two-level structure of government.</summary>
public enum AgencyKind
{
    Province,
    Department,
    VerticalAgency,
    City,
    Town,
    District,
    Division,
    OneStop,
    Township,
    Commune,
    Ward,
}

/// <summary>
/// A unit of government (cơ quan, đơn vị) as a dated record: since 1 July 2025 the district level is gone and communes were merged,
/// so a unit has a period of validity and a successor, and is never an enum or a fixed list.
/// </summary>
public sealed class Agency
{
    /// <summary>Key that never changes, for example <c>gl-h-639</c>; part of public addresses.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary><see cref="Name"/> in the spelling of searches.</summary>
    public required string FoldedName { get; set; }

    public required AgencyKind Kind { get; init; }

    /// <summary>The unit it belongs to, or null for a province.</summary>
    public string? ParentId { get; set; }

    /// <summary>First day of validity; null when it is not known, that is: always.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Last day of validity; null while the unit exists.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>The unit that took over its business.</summary>
    public string? SuccessorId { get; set; }

    /// <summary>Electronic identifier (Quyết định 20/2020/QĐ-TTg), for example H21; null where it is not known.</summary>
    public string? AgencyCode { get; set; }

    /// <summary>Unit part of dossier numbers. Made up from the province's code and the statistical code until the official code is entered by an administrator.</summary>
    public required string NumberPrefix { get; set; }

    /// <summary>True while name or validity come from general knowledge only; administrators see these as a list to verify.</summary>
    public bool Unverified { get; set; }

    /// <summary>Position in lists, as in the source.</summary>
    public int Order { get; init; }

    /// <summary>The whole record as it came from the source, JSON.</summary>
    public required string Source { get; set; }

    /// <summary>Whether the unit exists on a civil day.</summary>
    public bool IsValidOn(DateOnly day) => !(ValidFrom > day) && !(ValidTo < day);

    /// <summary>Whether it is a unit of the lowest level: commune, ward or township.</summary>
    public bool IsCommuneLevel => Kind is AgencyKind.Commune or AgencyKind.Ward or AgencyKind.Township;

    /// <summary>Whether it is a unit of the former district level.</summary>
    public bool IsDistrictLevel => Kind is AgencyKind.District or AgencyKind.Town or AgencyKind.City;
}
