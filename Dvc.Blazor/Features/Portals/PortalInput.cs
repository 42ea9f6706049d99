using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Portals;

namespace Dvc.Blazor.Features.Portals;

/// <summary>What the form of the portal sends.</summary>
public sealed class PortalInput
{
    /// <summary>The edition that was on the screen.</summary>
    public int Edition { get; set; }

    public string? Name { get; set; }

    public string? AgencyName { get; set; }

    public string? Address { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public string? OpeningHours { get; set; }

    /// <summary>Back to the mark of the product.</summary>
    public bool NoEmblem { get; set; }

    public string? Accent { get; set; }

    public List<string>? Figures { get; set; }

    internal static PortalInput Of(PortalView view) =>
        new()
        {
            Edition = view.Edition,
            Name = view.Portal.Name,
            AgencyName = view.Portal.AgencyName,
            Address = view.Portal.Address,
            Phone = view.Portal.Phone,
            Email = view.Portal.Email,
            OpeningHours = view.Portal.OpeningHours,
            Accent = view.Portal.Accent.Word(),
            Figures = [.. Shown.Where(f => view.Portal.Figures.HasFlag(f)).Select(f => f.ToString())],
        };

    /// <summary>The figures one by one, in the order of the home page.</summary>
    internal static IReadOnlyList<HomeFigures> Shown { get; } =
    [HomeFigures.Procedures, HomeFigures.Online, HomeFigures.Sectors, HomeFigures.Units];

    internal PortalIdentity Read(PortalEmblem? emblem) =>
        new PortalIdentity(Name ?? "", AgencyName ?? "", Phone ?? "", Email ?? "", Address ?? "", OpeningHours ?? "")
        {
            Emblem = emblem,
            Accent = Enum.GetValues<PortalAccent>().FirstOrDefault(a => a.Word() == Accent, (PortalAccent)(-1)),
            Figures = Shown.Where(f => Figures?.Contains(f.ToString()) == true).Aggregate(HomeFigures.None, (all, f) => all | f),
        }.Tidy();
}
