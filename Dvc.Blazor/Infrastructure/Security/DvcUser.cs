using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>An account of a citizen, a member of an organisation, an officer or an administrator.</summary>
public sealed class DvcUser : IdentityUser<Guid>
{
    public string FullName { get; set; } = "";

    /// <summary>CCCD or CMND, digits only; null for officers.</summary>
    public string? NationalId { get; set; }

    public DateOnly? BirthDate { get; set; }

    /// <summary>Address as the form engine keeps it, JSON.</summary>
    public string? Address { get; set; }

    public string? OrganisationName { get; set; }

    public string? TaxCode { get; set; }

    /// <summary>Where an officer works.</summary>
    public List<OfficerPosting> Postings { get; init; } = [];
}

/// <summary>An officer's work at a unit over a period; rights over dossiers come from here.</summary>
public sealed class OfficerPosting
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid UserId { get; init; }

    /// <summary>The unit or one-stop department.</summary>
    public required string AgencyId { get; init; }

    /// <summary>One sector, or null for all.</summary>
    public string? SectorCode { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; set; }

    public bool IsValidOn(DateOnly day) => !(ValidFrom > day) && !(ValidTo < day);
}
