using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Infrastructure.Web;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Portals;

public static class PortalSetup
{
    /// <summary>Name, contact and look of the portal: pages are given a <see cref="Domain.PortalIdentity"/> of now, all else asks <see cref="StandingPortal"/>.</summary>
    public static IServiceCollection AddStandingPortal(this IServiceCollection services) =>
        services
            .AddSingleton(provider => new StandingPortal(provider.GetRequiredService<IOptions<PortalOptions>>().Value.ToIdentity()))
            .AddTransient(provider => provider.GetRequiredService<StandingPortal>().Now)
            .AddSingleton<PortalWatch>()
            .AddHostedService(provider => provider.GetRequiredService<PortalWatch>());
}
