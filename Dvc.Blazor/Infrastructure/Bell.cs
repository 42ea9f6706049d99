using System.Threading.Channels;

namespace Dvc.Blazor.Infrastructure;

/// <summary>Wakes a job of this node; what waits for it are rows, so nothing is lost when nobody listens.</summary>
public abstract class Bell
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Wake() => _bell.Writer.TryWrite(true);

    /// <summary>Returns when woken or after the time.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = _bell.Reader.WaitToReadAsync(limit.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(atMost, clock, limit.Token));
        await limit.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        _bell.Reader.TryRead(out _);
    }
}
