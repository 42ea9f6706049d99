using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Asks clamd over TCP: the content goes in blocks, each behind its length, an empty block ends it, one line comes back.</summary>
internal sealed class ClamAvScanner(IOptions<ClamAvOptions> options) : IScanner
{
    private const int BlockBytes = 1 << 16;
    private const string Found = " FOUND";

    public bool IsConfigured => true;

    public async Task<ScanResult> ScanAsync(Stream content, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(options.Value.Host, options.Value.Port, limit.Token);
            await using var clamd = client.GetStream();
            var refusedEarly = !await SendAsync(content, clamd, limit.Token);
            return Judge(await ReadLineAsync(clamd, limit.Token), refusedEarly);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(ScanState.Failed, "timeout");
        }
        catch (Exception problem) when (problem is SocketException or IOException)
        {
            return new(ScanState.Failed, problem.Message);
        }
    }

    // False when clamd hung up in the middle, as it does when its own size limit is passed; its reason may still be read.
    private static async Task<bool> SendAsync(Stream content, NetworkStream clamd, CancellationToken cancellationToken)
    {
        var block = new byte[4 + BlockBytes];
        await clamd.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellationToken);
        try
        {
            int read;
            do
            {
                read = await content.ReadAsync(block.AsMemory(4), cancellationToken);
                BinaryPrimitives.WriteInt32BigEndian(block, read);
                await clamd.WriteAsync(block.AsMemory(0, 4 + read), cancellationToken);
            } while (read > 0);

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<string> ReadLineAsync(NetworkStream clamd, CancellationToken cancellationToken)
    {
        var answer = new byte[1024];
        var length = await clamd.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.ASCII.GetString(answer, 0, length).TrimEnd('\0', '\n', ' ');
    }

    private static ScanResult Judge(string answer, bool refusedEarly) =>
        answer switch
        {
            "stream: OK" when !refusedEarly => new(ScanState.Clean, null),
            _ when answer.EndsWith(Found, StringComparison.Ordinal) => new(
                ScanState.Infected,
                answer[..^Found.Length].Replace("stream: ", "", StringComparison.Ordinal)
            ),
            _ => new(ScanState.Failed, answer.Length == 0 ? "no answer" : answer),
        };
}
