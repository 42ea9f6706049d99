namespace Dvc.Blazor.Domain.Portals;

/// <summary>What of the portal an administrator can set.</summary>
public enum PortalPart
{
    Name,
    AgencyName,
    Address,
    Phone,
    Email,
    OpeningHours,
    Emblem,
    Accent,
    Figures,
}
