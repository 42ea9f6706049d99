using Dvc.Blazor.Domain.Portals;

namespace Dvc.Blazor.Domain;

/// <summary>Whose portal this is, as pages, mails and receipts name it. It comes from its administrators, else from the settings, never from code.</summary>
/// <param name="Name">Name of the portal, for instance the words beside the mark in the header.</param>
/// <param name="AgencyName">The authority that runs it.</param>
/// <param name="Phone">Telephone as people write it; empty when there is none.</param>
/// <param name="Email">Address for questions; empty when there is none.</param>
/// <param name="Address">Postal address of the one-stop department; empty when not known.</param>
/// <param name="OpeningHours">Hours in a sentence; empty when not known.</param>
public sealed record PortalIdentity(string Name, string AgencyName, string Phone, string Email, string Address, string OpeningHours)
{
    /// <summary>The emblem of the authority; null: the mark of the product.</summary>
    public PortalEmblem? Emblem { get; init; }

    /// <summary>The colour of the main action and of the marks.</summary>
    public PortalAccent Accent { get; init; }

    /// <summary>Which numbers the home page shows.</summary>
    public HomeFigures Figures { get; init; } = HomeFigures.All;
}
