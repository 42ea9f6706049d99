namespace Dvc.Blazor.Features.Portals;

public static class PortalsFeature
{
    /// <summary>Name, contact and look of the portal in the hands of the system's administrators.</summary>
    public static IServiceCollection AddPortals(this IServiceCollection services) =>
        services.AddSingleton<PortalQuery>().AddSingleton<PortalDesk>();

    public static void MapPortals(this IEndpointRouteBuilder routes) => routes.MapEmblem();
}
