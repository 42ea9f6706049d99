using System.Net;
using System.Net.Sockets;

namespace Dvc.Blazor.Tests.Support;

/// <summary>One connection through <see cref="CuttingProxy"/>: two sockets and a pump in each direction.</summary>
internal sealed class ProxiedConnection(CuttingProxy proxy, Socket client) : IDisposable
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _cut = new();

    public async Task RunAsync(int port)
    {
        try
        {
            await _server.ConnectAsync(IPAddress.Loopback, port, _cut.Token);
        }
        catch (Exception e) when (IsEnd(e))
        {
            Reset();
            return;
        }
        await Task.WhenAll(PumpAsync(client, _server, up: true), PumpAsync(_server, client, up: false));
    }

    /// <summary>Both ends get a reset (RST), not an orderly end.</summary>
    public void Reset()
    {
        foreach (var socket in (Socket[])[client, _server])
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Gone already, which is what was wanted.
            }
            socket.Dispose();
        }
        try
        {
            _cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The connection had ended by itself.
        }
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
        _cut.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, bool up)
    {
        try
        {
            await CopyAsync(from, to, up);
        }
        catch (Exception e) when (IsEnd(e))
        {
            // What one end meets the other has to hear of.
            Reset();
        }
    }

    private async Task CopyAsync(Socket from, Socket to, bool up)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var count = await from.ReceiveAsync(buffer, SocketFlags.None, _cut.Token);
            if (count == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }
            await proxy.FlowAsync(_cut.Token);
            var passing = proxy.Pass(count, up);
            await SendAsync(to, buffer.AsMemory(0, passing));
            if (passing < count)
                proxy.Disconnect();
        }
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await to.SendAsync(bytes, SocketFlags.None, _cut.Token)..];
    }

    private static bool IsEnd(Exception e) => e is SocketException or OperationCanceledException or ObjectDisposedException;
}
