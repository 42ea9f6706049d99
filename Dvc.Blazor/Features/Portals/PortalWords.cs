using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Portals;

namespace Dvc.Blazor.Features.Portals;

/// <summary>The parts of the portal and their changes in words.</summary>
internal static class PortalWords
{
    public static string Of(PortalPart part) =>
        part switch
        {
            PortalPart.Name => PortalText.Name,
            PortalPart.AgencyName => PortalText.AgencyName,
            PortalPart.Address => PortalText.Address,
            PortalPart.Phone => PortalText.Phone,
            PortalPart.Email => PortalText.Email,
            PortalPart.OpeningHours => PortalText.OpeningHours,
            PortalPart.Emblem => PortalText.Emblem,
            PortalPart.Accent => PortalText.Accent,
            _ => PortalText.Figures,
        };

    public static string Of(PortalAccent accent) =>
        accent switch
        {
            PortalAccent.Blue => PortalText.Blue,
            PortalAccent.Green => PortalText.Green,
            PortalAccent.Violet => PortalText.Violet,
            _ => PortalText.Red,
        };

    public static string Of(HomeFigures figure) =>
        figure switch
        {
            HomeFigures.Procedures => PortalText.FigureProcedures,
            HomeFigures.Online => PortalText.FigureOnline,
            HomeFigures.Sectors => PortalText.FigureSectors,
            _ => PortalText.FigureUnits,
        };

    /// <summary>What a change has set to what.</summary>
    public static string Of(PortalChange change) =>
        string.Join("; ", change.Parts.Select(part => Say.With(PortalText.PartNow, Of(part), Value(part, change.After))));

    private static string Value(PortalPart part, PortalIdentity portal)
    {
        var value = part switch
        {
            PortalPart.Name => portal.Name,
            PortalPart.AgencyName => portal.AgencyName,
            PortalPart.Address => portal.Address,
            PortalPart.Phone => portal.Phone,
            PortalPart.Email => portal.Email,
            PortalPart.OpeningHours => portal.OpeningHours,
            PortalPart.Emblem => portal.Emblem is null ? PortalText.DefaultEmblem : PortalText.NewEmblem,
            PortalPart.Accent => Of(portal.Accent),
            _ => string.Join(", ", PortalInput.Shown.Where(f => portal.Figures.HasFlag(f)).Select(Of)),
        };
        return value.Length == 0 ? PortalText.Nothing : value;
    }
}
