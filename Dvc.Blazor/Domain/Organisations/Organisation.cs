namespace Dvc.Blazor.Domain.Organisations;

/// <summary>An enterprise or other body that files dossiers through its members; they share its dossiers.</summary>
public sealed class Organisation
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Ten digits, or thirteen for a dependent unit, see <see cref="Organisations.TaxCode"/>.</summary>
    public required string TaxCode { get; init; }

    public required string Name { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    public List<OrganisationMember> Members { get; init; } = [];
}

/// <summary>Somebody who files for an organisation, over a period.</summary>
public sealed class OrganisationMember
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid OrganisationId { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The legal representative, who may take members in and let them go.</summary>
    public required bool IsRepresentative { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime JoinedAt { get; init; }

    /// <summary>UTC; null while the person belongs to it.</summary>
    public DateTime? LeftAt { get; set; }
}

/// <summary>For whom a dossier is filed.</summary>
public enum Representation
{
    /// <summary>For oneself.</summary>
    Self = 0,

    /// <summary>For the organisation one is a member of.</summary>
    Organisation = 1,

    /// <summary>For another person, with a written authority (giấy ủy quyền).</summary>
    Authorised = 2,
}
