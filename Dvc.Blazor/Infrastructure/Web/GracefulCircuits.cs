using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace Dvc.Blazor.Infrastructure.Web;

/// <summary>Knows the circuits that are connected now, and at a planned stop asks their pages to pause and go on with the next server.</summary>
public sealed partial class GracefulCircuits(ILogger<GracefulCircuits> log) : IDisposable
{
    private static readonly TimeSpan PatienceAtStop = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, IJSRuntime> _open = new(StringComparer.Ordinal);
    private readonly ManualResetEventSlim _allPaused = new(initialState: true);
    private volatile bool _stopping;

    public int Count => _open.Count;

    public void Opened(string circuitId, IJSRuntime page)
    {
        _open[circuitId] = page;
        _allPaused.Reset();
    }

    public void Closed(string circuitId)
    {
        _open.TryRemove(circuitId, out _);
        if (_open.IsEmpty)
            _allPaused.Set();
    }

    /// <summary>
    /// Must be called once the host has started: stopping callbacks run last in, first out, and this one has to run before
    /// SignalR closes the connections.
    /// </summary>
    public void PauseAtStop(IHostApplicationLifetime lifetime) =>
        lifetime.ApplicationStarted.Register(() => lifetime.ApplicationStopping.Register(PauseAll));

    private void PauseAll()
    {
        if (_stopping || _open.IsEmpty)
            return;
        _stopping = true;
        Pausing(log, _open.Count);
        foreach (var page in _open.Values)
            _ = PauseAsync(page);
        _allPaused.Wait(PatienceAtStop);
    }

    private static async Task PauseAsync(IJSRuntime page)
    {
        try
        {
            await page.InvokeVoidAsync("Dvc.pauseForRestart");
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // Pausing closes the link on which the answer would come.
        }
    }

    public void Dispose() => _allPaused.Dispose();

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: {Count} open pages are asked to pause")]
    private static partial void Pausing(ILogger log, int count);
}

/// <summary>Tells <see cref="GracefulCircuits"/> of one circuit's link.</summary>
public sealed class CircuitPresence(GracefulCircuits circuits, IJSRuntime page) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Opened(circuit.Id, page);
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Closed(circuit.Id);
        return Task.CompletedTask;
    }
}
