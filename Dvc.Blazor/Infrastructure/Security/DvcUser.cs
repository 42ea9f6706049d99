using Dvc.Blazor.Domain.Text;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>An account of a citizen, a member of an organisation, an officer or an administrator.</summary>
public sealed class DvcUser : IdentityUser<Guid>
{
    public string FullName
    {
        get;
        set => (field, FoldedName) = (value, Fold.Text(value));
    } = "";

    /// <summary>The name as it is searched by: without accents, see <see cref="Fold"/>. Follows <see cref="FullName"/>.</summary>
    public string FoldedName { get; private set; } = "";

    /// <summary>CCCD or CMND, digits only; null for officers.</summary>
    public string? NationalId { get; set; }

    /// <summary>Finds the account by identity number, see <see cref="PersonalData.NationalIdIndex"/>; unique.</summary>
    public string? NationalIdMark { get; set; }

    public DateOnly? BirthDate { get; set; }

    /// <summary>Address as the form engine keeps it, JSON.</summary>
    public string? Address { get; set; }

    /// <summary>UTC; null for accounts older than this note.</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>How often wrong passwords have locked the account since the last right one; each lock lasts longer than the one before.</summary>
    public int LockCount { get; set; }

    /// <summary>UTC; when the person's data was erased. The row stays so that old acts keep their author.</summary>
    public DateTime? ErasedAt { get; set; }

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
