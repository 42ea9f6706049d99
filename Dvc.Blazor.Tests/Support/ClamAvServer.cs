using System.Net.Sockets;

namespace Dvc.Blazor.Tests.Support;

/// <summary>A real clamd on a port of its own that knows one harmless signature; it can be stopped and started again.</summary>
public sealed class ClamAvServer : IAsyncDisposable
{
    private const string Clamd = "/usr/sbin/clamd";

    private readonly TempFolder _folder = new();
    private RunningProgram? _program;

    private ClamAvServer() { }

    public int Port { get; } = FreePort.Next();

    public static async Task<ClamAvServer> StartAsync(CancellationToken cancellationToken = default)
    {
        var server = new ClamAvServer();
        await server.PrepareAsync(cancellationToken);
        await server.StartAgainAsync(cancellationToken);
        return server;
    }

    public async Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        _program = RunningProgram.Start(Clamd, ["--foreground", $"--config-file={_folder.File("clamd.conf")}"]);
        await Wait.UntilAsync(() => AnswersAsync(cancellationToken), "clamd answers", cancellationToken: cancellationToken);
    }

    public async Task StopAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
        _program = null;
    }

    /// <summary>It stands still with its port open (SIGSTOP), until <see cref="ThawAsync"/>.</summary>
    public Task FreezeAsync() => _program!.SignalAsync("STOP");

    public Task ThawAsync() => _program!.SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Clamd))
            throw new InvalidOperationException("clamd is not installed: apt-get install --no-install-recommends clamav-daemon");
        // The beginning of the EICAR test text, anywhere in a file.
        var signature = Convert.ToHexStringLower("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR"u8);
        await File.WriteAllTextAsync(Path.Combine(_folder.Folder("db"), "test.ndb"), $"Eicar-Test:0:*:{signature}\n", cancellationToken);
        await File.WriteAllTextAsync(
            _folder.File("clamd.conf"),
            $"""
            Foreground yes
            DatabaseDirectory {_folder.File("db")}
            TemporaryDirectory {_folder.Folder("tmp")}
            TCPSocket {Port}
            TCPAddr 127.0.0.1
            StreamMaxLength 30M
            MaxFileSize 30M
            MaxScanSize 100M
            ConcurrentDatabaseReload no

            """,
            cancellationToken
        );
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (_program!.HasExited)
            throw new InvalidOperationException($"clamd ended: {_program.Output}");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
