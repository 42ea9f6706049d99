using Microsoft.AspNetCore.SignalR;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>
/// Passes what this node's feed hears to the connections of this node's hub. Each node serves its own connections (other nodes' commits reach its feed through
/// <see cref="RedisRelay"/>), so that a node goes on telling its own pages of its own acts while Redis is away.
/// </summary>
public sealed class HubAnnouncer(DossierFeed feed, Followers followers, IHubContext<DossierHub> hub) : IHostedService, IDisposable
{
    private IDisposable? _changes;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _changes = feed.Subscribe(TellAsync);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _changes?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _changes?.Dispose();

    private async Task TellAsync(Guid id)
    {
        foreach (var (dossierId, number) in followers.Of(id))
        {
            await hub.Clients.Group(DossierHub.GroupOf(dossierId)).SendAsync(DossierHub.Changed, number);
        }
    }
}
