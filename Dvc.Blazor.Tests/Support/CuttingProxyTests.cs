using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Dvc.Blazor.Tests.Support;

public sealed class CuttingProxyTests : IAsyncDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly CuttingProxy _proxy;

    public CuttingProxyTests()
    {
        _server.Start();
        _proxy = CuttingProxy.Start(new Uri($"http://127.0.0.1:{((IPEndPoint)_server.LocalEndpoint).Port}/"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task Bytes_BothWays_ArriveAndAreCounted()
    {
        var (client, server) = await ConnectAsync();

        Assert.Equal("xin chào", await SendAsync(client, server, "xin chào"));
        Assert.Equal("vâng", await SendAsync(server, client, "vâng"));
        Assert.Equal((9L, 5L), (_proxy.BytesUp, _proxy.BytesDown));
    }

    [Fact]
    public async Task Disconnect_ResetsTheOpenAndRefusesTheNew_UntilRestored()
    {
        var (client, server) = await ConnectAsync();

        _proxy.Disconnect();

        await Assert.ThrowsAsync<IOException>(async () => await client.ReadExactlyAsync(new byte[1], Cancel));
        await Assert.ThrowsAsync<IOException>(async () => await server.ReadExactlyAsync(new byte[1], Cancel));
        // The reset may come so early that already the connecting fails.
        Assert.True(await Record.ExceptionAsync(ReadFromNewAsync) is IOException or SocketException);

        _proxy.Restore();
        var (again, other) = await ConnectAsync();
        Assert.Equal("lại", await SendAsync(again, other, "lại"));
    }

    [Fact]
    public async Task DisconnectAfter_LetsExactlyThatManyBytesThrough()
    {
        var (client, server) = await ConnectAsync();
        _proxy.DisconnectAfter(70_000);

        // Whether the writer hears of the cut before its last byte is left to chance.
        _ = await Record.ExceptionAsync(async () => await client.WriteAsync(new byte[200_000], Cancel));

        var arrived = 0;
        var buffer = new byte[4096];
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true)
                arrived += await server.ReadAsync(buffer, Cancel);
        });
        Assert.Equal(70_000, _proxy.BytesUp);
        Assert.InRange(arrived, 0, 70_000);
    }

    [Fact]
    public async Task Freeze_HoldsBytesBack_UntilRestored()
    {
        var (client, server) = await ConnectAsync();

        _proxy.Freeze();
        var answer = SendAsync(client, server, "chờ");
        Assert.False(answer.IsCompleted);
        Assert.Equal(1, _proxy.Open);

        _proxy.Restore();
        Assert.Equal("chờ", await answer);
    }

    private async Task<(NetworkStream Client, NetworkStream Server)> ConnectAsync()
    {
        var client = await DialAsync();
        return (client, new NetworkStream(await _server.AcceptSocketAsync(Cancel), ownsSocket: true));
    }

    private async Task ReadFromNewAsync()
    {
        await using var stream = await DialAsync();
        await stream.ReadExactlyAsync(new byte[1], Cancel);
    }

    private async Task<NetworkStream> DialAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _proxy.Address.Port, Cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<string> SendAsync(NetworkStream from, NetworkStream to, string words)
    {
        var bytes = Encoding.UTF8.GetBytes(words);
        await from.WriteAsync(bytes, Cancel);
        var read = new byte[bytes.Length];
        await to.ReadExactlyAsync(read, Cancel);
        return Encoding.UTF8.GetString(read);
    }
}
