using System.Net;
using System.Net.Sockets;

namespace Dvc.Blazor.Tests.Support;

/// <summary>
/// A stretch of network between a client and a server that a test can cut, block, freeze or slow down.
/// Give the client <see cref="Address"/>; tell the proxy where the server is by <see cref="ForwardTo"/>.
/// </summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<ProxiedConnection> _open = [];
    private readonly Lock _gate = new();
    private readonly Task _accepting;
    private TaskCompletionSource _flow = Flowing();
    private long _up;
    private long _down;
    private long _cutAt = long.MaxValue;
    private int _accepted;
    private int _target;

    private CuttingProxy()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Bytes sent by clients so far, over all connections.</summary>
    public long BytesUp => Interlocked.Read(ref _up);

    /// <summary>Bytes sent by the server so far.</summary>
    public long BytesDown => Interlocked.Read(ref _down);

    /// <summary>How many connections were opened so far, also those refused.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    public int Open
    {
        get
        {
            lock (_gate)
                return _open.Count;
        }
    }

    /// <summary>While true, new connections are reset at once; open ones live on.</summary>
    public bool Refusing { get; set; }

    /// <summary>Added to each block of bytes, in either direction.</summary>
    public TimeSpan Delay { get; set; }

    public static CuttingProxy Start(Uri? target = null)
    {
        var proxy = new CuttingProxy();
        if (target is not null)
            proxy.ForwardTo(target);
        return proxy;
    }

    /// <summary>Where new connections go; may change, as when a server comes back elsewhere.</summary>
    public void ForwardTo(Uri target) => _target = target.Port;

    /// <summary>Resets all open connections; new ones are let through.</summary>
    public void Cut()
    {
        ProxiedConnection[] open;
        lock (_gate)
            open = [.. _open];
        foreach (var connection in open)
            connection.Reset();
    }

    /// <summary>The network is gone: all connections reset and new ones refused until <see cref="Restore"/>.</summary>
    public void Disconnect()
    {
        Refusing = true;
        Cut();
    }

    /// <summary>A dead link as a phone in a tunnel has it: connections stay open, bytes go nowhere until <see cref="Restore"/>.</summary>
    public void Freeze()
    {
        lock (_gate)
        {
            if (_flow.Task.IsCompleted)
                _flow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Everything works again; frozen bytes go on their way.</summary>
    public void Restore()
    {
        Refusing = false;
        Delay = TimeSpan.Zero;
        Interlocked.Exchange(ref _cutAt, long.MaxValue);
        lock (_gate)
            _flow.TrySetResult();
    }

    /// <summary>
    /// <see cref="Disconnect"/>s by itself as soon as clients have sent that many more bytes (of all they send, headers included):
    /// not one byte more reaches the server.
    /// </summary>
    public void DisconnectAfter(long bytesUp) => Interlocked.Exchange(ref _cutAt, BytesUp + bytesUp);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Cut();
        Restore();
        await _accepting;
        _end.Dispose();
    }

    /// <summary>How many of the bytes may pass; fewer than asked means that the link is to be cut after them.</summary>
    internal int Pass(int bytes, bool up)
    {
        if (!up)
        {
            Interlocked.Add(ref _down, bytes);
            return bytes;
        }
        lock (_gate)
        {
            var passing = (int)Math.Clamp(_cutAt - _up, 0, bytes);
            _up += passing;
            return passing;
        }
    }

    internal async Task FlowAsync(CancellationToken cancellationToken)
    {
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay, cancellationToken);
        Task flow;
        lock (_gate)
            flow = _flow.Task;
        await flow.WaitAsync(cancellationToken);
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        while (!_end.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
            Interlocked.Increment(ref _accepted);
            serving.Add(ServeAsync(new ProxiedConnection(this, client)));
        }
        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(ProxiedConnection connection)
    {
        using (connection)
        {
            if (Refusing)
            {
                connection.Reset();
                return;
            }
            lock (_gate)
                _open.Add(connection);
            try
            {
                await connection.RunAsync(_target);
            }
            finally
            {
                lock (_gate)
                    _open.Remove(connection);
            }
        }
    }

    private static TaskCompletionSource Flowing()
    {
        var flow = new TaskCompletionSource();
        flow.SetResult();
        return flow;
    }
}
