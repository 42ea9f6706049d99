using Microsoft.AspNetCore.SignalR;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>
/// Passes what this node's feed hears to the connections of this node's hub, as far as their persons still have the right to hear it. Each node serves its own
/// connections (other nodes' commits reach its feed through <see cref="RedisRelay"/>), so that a node goes on telling its own pages of its own acts while
/// Redis is away.
/// </summary>
public sealed class HubAnnouncer(DossierFeed feed, Followers followers, LiveRights rights, IHubContext<DossierHub> hub)
    : IHostedService,
        IDisposable
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
        var following = followers.Of(id);
        if (following.Count == 0)
        {
            return;
        }

        var entitled = await rights.StillAsync(following, CancellationToken.None);
        foreach (var lost in following.Except(entitled))
        {
            followers.Remove(lost);
        }

        foreach (var dossier in entitled.GroupBy(f => f.Number))
        {
            await hub.Clients.Clients(dossier.Select(f => f.Connection)).SendAsync(DossierHub.Changed, dossier.Key);
        }
    }
}
