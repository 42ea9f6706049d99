using Microsoft.AspNetCore.Http.Connections;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

public static class LiveUpdatesSetup
{
    /// <summary>The hub for pages without a circuit, and with <c>Redis:Configuration</c> the link and the relay between nodes.</summary>
    /// <exception cref="InvalidSettingException">The setting cannot be read.</exception>
    public static IServiceCollection AddLiveUpdates(this IServiceCollection services, IConfiguration settings)
    {
        services
            .AddSingleton<LiveTickets>()
            .AddSingleton<LiveRights>()
            .AddSingleton<Followers>()
            .AddSingleton<DossierPresence>()
            .AddHostedService<HubAnnouncer>()
            .AddHostedService<BellRinger>();
        services
            .AddSignalR()
            .AddHubOptions<DossierHub>(hub =>
            {
                hub.MaximumReceiveMessageSize = 1024;
                hub.MaximumParallelInvocationsPerClient = 1;
                hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
                hub.EnableDetailedErrors = false;
            });
        if (RedisSettings.Read(settings) is { } redis)
        {
            services.AddSingleton(_ => new RedisLink(redis));
            services.AddSingleton<RedisRelay>().AddHostedService(provider => provider.GetRequiredService<RedisRelay>());
        }

        return services;
    }

    /// <summary>Maps the hub. Web sockets only: no negotiation, so any node may answer.</summary>
    public static void MapLiveUpdates(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHub<DossierHub>(DossierHub.Path, connection => connection.Transports = HttpTransportType.WebSockets).AllowAnonymous();
}
