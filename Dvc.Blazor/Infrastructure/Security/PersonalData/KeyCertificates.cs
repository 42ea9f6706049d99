using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dvc.Blazor.Infrastructure.Files;

namespace Dvc.Blazor.Infrastructure.Security.PersonalData;

/// <summary>Section <c>Keys</c>: what protects the keys of personal data, which themselves lie in the database.</summary>
public sealed class KeysOptions
{
    public const string Section = "Keys";

    /// <summary>A PKCS#12 file with its private key; empty: one made on the first start, in the folder <c>keys</c> beside the papers.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>Password of that file; empty when it has none.</summary>
    public string CertificatePassword { get; set; } = "";
}

/// <summary>
/// The certificates outside the database without which nobody reads the keys in it. The first protects new keys; the others are earlier ones that lie in the
/// folder <c>keys</c> beside the papers and still open old keys.
/// </summary>
public sealed class KeyCertificates : IDisposable
{
    private const string FolderName = "keys";
    private const string OwnFile = "dvc-keys.pfx";

    private KeyCertificates(string file, bool isOwn, IReadOnlyList<X509Certificate2> all) => (File, IsOwn, All) = (file, isOwn, all);

    /// <summary>Path of the first certificate.</summary>
    public string File { get; }

    /// <summary>Whether the program made it itself because the settings name none.</summary>
    public bool IsOwn { get; }

    public IReadOnlyList<X509Certificate2> All { get; }

    /// <summary>Opens what the settings name, and makes a certificate when they name none and there is none yet.</summary>
    /// <exception cref="InvalidSettingException">The file cannot be opened.</exception>
    public static KeyCertificates Open(IConfiguration settings, IHostEnvironment environment)
    {
        var options = settings.GetSection(KeysOptions.Section).Get<KeysOptions>() ?? new KeysOptions();
        var files = settings[$"{FilesOptions.Section}:{nameof(FilesOptions.Root)}"];
        var root = DataRoot.Resolve(environment, string.IsNullOrWhiteSpace(files) ? new FilesOptions().Root : files);
        return options.CertificateFile.Length == 0
            ? OpenOwn(root, options.CertificatePassword)
            : Gather(
                DataRoot.Resolve(environment, options.CertificateFile),
                isOwn: false,
                Path.Combine(root, FolderName),
                options.CertificatePassword
            );
    }

    /// <summary>The certificate beside the papers of an installation; made when there is none.</summary>
    /// <param name="filesRoot">Absolute path of the folder of the papers.</param>
    /// <param name="password">Password of earlier certificates that lie there too; empty when they have none.</param>
    public static KeyCertificates OpenOwn(string filesRoot, string password = "")
    {
        var folder = Path.Combine(filesRoot, FolderName);
        var file = Path.Combine(folder, OwnFile);
        if (!System.IO.File.Exists(file))
        {
            Make(folder, file);
        }

        return Gather(file, isOwn: true, folder, password);
    }

    public void Dispose()
    {
        foreach (var certificate in All)
        {
            certificate.Dispose();
        }
    }

    private static KeyCertificates Gather(string file, bool isOwn, string folder, string password)
    {
        var first =
            Load(file, password)
            ?? throw new InvalidSettingException(
                $"{KeysOptions.Section}:{nameof(KeysOptions.CertificateFile)}",
                file,
                $"a PKCS#12 file with its private key that {KeysOptions.Section}:{nameof(KeysOptions.CertificatePassword)} opens"
            );
        string[] earlier = Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.pfx").Where(f => f != file).Order(StringComparer.Ordinal)]
            : [];
        return new KeyCertificates(file, isOwn, [first, .. earlier.Select(f => Load(f, password)).OfType<X509Certificate2>()]);
    }

    // The one made here has no password; whatever the settings say is for the others.
    private static X509Certificate2? Load(string file, string password)
    {
        foreach (var tried in new[] { password, "" }.Distinct())
        {
            try
            {
                var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, tried);
                if (certificate.GetRSAPrivateKey() is not null)
                {
                    return certificate;
                }

                certificate.Dispose();
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException) { }
        }

        return null;
    }

    // Written beside and moved into place: of two nodes that start at once one comes first, and both take what lies there then.
    private static void Make(string folder, string file)
    {
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, ForTheProgramOnly()))
            {
                stream.Write(NewCertificate());
                stream.Flush(flushToDisk: true);
            }

            System.IO.File.Move(temporary, file, overwrite: false);
        }
        catch (IOException) when (System.IO.File.Exists(file)) { }
        finally
        {
            System.IO.File.Delete(temporary);
        }
    }

    private static FileStreamOptions ForTheProgramOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static byte[] NewCertificate()
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=Dvc keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // Keys are opened whatever the day is, so the period is no limit.
        var from = DateTimeOffset.UnixEpoch;
        using var certificate = request.CreateSelfSigned(from, from.AddYears(200));
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
