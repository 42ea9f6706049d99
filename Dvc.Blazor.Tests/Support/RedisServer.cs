using System.Net.Sockets;

namespace Dvc.Blazor.Tests.Support;

/// <summary>A Redis server on a free port of the loopback that keeps nothing.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private RunningProgram? _program;

    private RedisServer() { }

    public int Port { get; } = FreePort.Next();

    /// <summary>The value for <c>Redis__Configuration</c>.</summary>
    public string Configuration => $"127.0.0.1:{Port},abortConnect=false";

    public static async Task<RedisServer> StartAsync(CancellationToken cancellationToken = default)
    {
        var server = new RedisServer();
        await server.StartAgainAsync(cancellationToken);
        return server;
    }

    public Task KillAsync() => _program!.KillAsync();

    /// <summary>Starts the stopped server on the same port.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        string[] arguments = ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder.Path];
        _program = RunningProgram.Start("redis-server", arguments, _folder.Path);
        await Wait.UntilAsync(AnswersAsync, "Redis answers PING", null, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is { } program)
            await program.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        if (_program!.HasExited)
            throw new InvalidOperationException($"Redis did not start: {_program.Output}");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[7];
            await stream.ReadExactlyAsync(answer);
            return answer.AsSpan().SequenceEqual("+PONG\r\n"u8);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
