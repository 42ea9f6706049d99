using Microsoft.AspNetCore.SignalR;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>Rings at every open page of a person that there is something new to read, or less. It says nothing else: the page asks how much, with the rights it has then.</summary>
public sealed class BellRinger(PeopleFeed feed, IHubContext<DossierHub> hub) : IHostedService, IDisposable
{
    private IDisposable? _changes;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _changes = feed.Subscribe(RingAsync);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _changes?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _changes?.Dispose();

    // An empty id: rings may have gone unheard.
    private Task RingAsync(Guid person) =>
        (person == Guid.Empty ? hub.Clients.All : hub.Clients.User(person.ToString())).SendAsync(DossierHub.Told);
}
