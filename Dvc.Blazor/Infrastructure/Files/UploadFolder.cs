using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>
/// The bytes of uploads in progress: one growing file each, whose length is the offset. Beside <see cref="LocalFileStore"/> on the same
/// disk; several servers need it shared.
/// </summary>
internal sealed class UploadFolder
{
    private readonly string _folder;

    public UploadFolder(IOptions<FilesOptions> options, IHostEnvironment host)
        : this(DataRoot.Resolve(host, options.Value.Root)) { }

    internal UploadFolder(string root)
    {
        _folder = Path.Combine(root, ".uploads");
        Directory.CreateDirectory(_folder);
    }

    /// <summary>Bytes that have arrived.</summary>
    public long Length(Guid upload)
    {
        var file = new FileInfo(PathOf(upload));
        return file.Exists ? file.Length : 0;
    }

    /// <summary>Opens for going on at the end; one writer at a time, also across processes.</summary>
    /// <exception cref="IOException">Somebody else is writing.</exception>
    public FileStream OpenToAppend(Guid upload) =>
        new(PathOf(upload), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: true);

    public FileStream OpenToRead(Guid upload) =>
        new(PathOf(upload), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);

    /// <summary>Path of a new file for a cleaned copy; the caller deletes it.</summary>
    public string NewTemporary() => Path.Combine(_folder, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + ".tmp");

    public string PathOf(Guid upload) => Path.Combine(_folder, upload.ToString("N"));

    public void Remove(Guid upload) => File.Delete(PathOf(upload));

    /// <summary>Throws away what nobody has written to since the given time (UTC).</summary>
    public void Sweep(DateTime before)
    {
        foreach (var path in Directory.EnumerateFiles(_folder).Where(path => File.GetLastWriteTimeUtc(path) < before))
        {
            File.Delete(path);
        }
    }
}
