using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MimeKit;

namespace Dvc.Blazor.Tests.Support;

/// <summary>A real SMTP server (npm smtp-server) on a free port of the loopback; offers STARTTLS and signing in, keeps every mail it takes over as raw bytes.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private static readonly string Source = Path.Combine(Repository.Tests, "Support", "smtp");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    private readonly TempFolder _folder = new();
    private RunningProgram? _program;

    private SmtpServer() { }

    public int Port { get; private set; }

    /// <summary>The certificate that the server shows; nobody trusts it unless told.</summary>
    public X509Certificate2 Certificate { get; private set; } = null!;

    /// <param name="user">With a name, only who signs in with it and <paramref name="password"/> may send.</param>
    public static async Task<SmtpServer> StartAsync(
        string? user = null,
        string? password = null,
        CancellationToken cancellationToken = default
    )
    {
        await Installed.Value;
        var server = new SmtpServer();
        server.WriteCertificate();
        if (user is not null)
        {
            var users = new Dictionary<string, string?> { [user] = password };
            await File.WriteAllTextAsync(server._folder.File("users.json"), JsonSerializer.Serialize(users), cancellationToken);
        }

        server._program = RunningProgram.Start("node", ["server.mjs", server._folder.Path], Source);
        server.Port = int.Parse(
            await Wait.ForAsync(() => Task.FromResult(server.ListeningOn()), "SMTP server to listen", cancellationToken: cancellationToken),
            System.Globalization.CultureInfo.InvariantCulture
        );
        return server;
    }

    /// <summary>From now on the server says "try again later" to every mail.</summary>
    public void BeBusy() => File.WriteAllText(_folder.File("mode"), "busy");

    /// <summary>From now on the server takes mails over and hangs up before it says so.</summary>
    public void BeMute() => File.WriteAllText(_folder.File("mode"), "mute");

    /// <summary>From now on the server knows no recipient.</summary>
    public void KnowNobody() => File.WriteAllText(_folder.File("mode"), "unknown");

    public void Recover() => File.Delete(_folder.File("mode"));

    /// <summary>All mails taken over so far, in their order.</summary>
    public IReadOnlyList<ReceivedMail> Mails() =>
        [.. Directory.EnumerateFiles(_folder.Path, "*.eml").Order(StringComparer.Ordinal).Select(ReceivedMail.Read)];

    /// <summary>Waits until so many mails have come, and returns them.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> WaitForMailsAsync(int count, CancellationToken cancellationToken)
    {
        await Wait.UntilAsync(() => Mails().Count >= count, $"{count} mails", cancellationToken: cancellationToken);
        return Mails();
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        Certificate?.Dispose();
        _folder.Dispose();
    }

    private string? ListeningOn() =>
        _program!.HasExited
            ? throw new InvalidOperationException($"The SMTP server ended: {_program.Output}")
            : _program.Output.Split('\n').FirstOrDefault(l => l.StartsWith("listening ", StringComparison.Ordinal))?["listening ".Length..];

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        Certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(_folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_folder.File("cert.pem"), Certificate.ExportCertificatePem());
    }

    private static async Task InstallAsync()
    {
        var stamp = Path.Combine(Source, "node_modules", ".dvc-stamp");
        var wanted = await File.ReadAllTextAsync(Path.Combine(Source, "package-lock.json"));
        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != wanted)
        {
            await RunningProgram.RunAsync("npm", ["ci", "--prefix", Source, "--ignore-scripts", "--no-audit", "--no-fund"]);
            await File.WriteAllTextAsync(stamp, wanted);
        }
    }
}

/// <summary>A mail as the server got it.</summary>
/// <param name="Raw">The bytes on the wire, as Latin-1 text.</param>
/// <param name="Message">The same, parsed.</param>
/// <param name="To">Recipients of the envelope.</param>
/// <param name="User">Who had signed in, or null.</param>
/// <param name="Secure">Whether TLS was on.</param>
/// <param name="Connection">Mails over one connection carry the same.</param>
public sealed record ReceivedMail(string Raw, MimeMessage Message, IReadOnlyList<string> To, string? User, bool Secure, string Connection)
{
    internal static ReceivedMail Read(string file)
    {
        using var about = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file, ".json")));
        return new ReceivedMail(
            File.ReadAllText(file, System.Text.Encoding.Latin1),
            MimeMessage.Load(file),
            [.. about.RootElement.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)],
            about.RootElement.GetProperty("user").GetString(),
            about.RootElement.GetProperty("secure").GetBoolean(),
            about.RootElement.GetProperty("connection").GetString()!
        );
    }
}
