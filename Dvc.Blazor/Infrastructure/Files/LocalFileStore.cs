using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>
/// Papers on a local disk, as <c>ab/cd/abcd…</c>. Order of an addition: bytes to a temporary file of the same volume, flush it, rename it
/// to its hash, flush the folder. A crash in between leaves a temporary file or a content without a row; both are swept later.
/// </summary>
internal sealed partial class LocalFileStore : IFileStore
{
    private const int BlockBytes = 1 << 16;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly string _root;
    private readonly string _incoming;
    private readonly Disk _disk;
    private readonly TimeProvider _clock;
    private readonly ILogger<LocalFileStore> _log;

    public LocalFileStore(IOptions<FilesOptions> options, IHostEnvironment host, TimeProvider clock, ILogger<LocalFileStore> log)
        : this(DataRoot.Resolve(host, options.Value.Root), Disk.Real, clock, log) { }

    internal LocalFileStore(string root, Disk disk, TimeProvider clock, ILogger<LocalFileStore> log)
    {
        _root = root;
        _incoming = Path.Combine(root, ".incoming");
        _disk = disk;
        _clock = clock;
        _log = log;
        Directory.CreateDirectory(_incoming);
    }

    public async Task<string> AddAsync(Stream content, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(_incoming, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        try
        {
            var hash = await WriteAsync(content, temporary, cancellationToken);
            var target = PathOf(hash);
            MakeFolders(Path.GetDirectoryName(target)!);
            // Also over an equal one: that mends a damaged copy and starts its time anew, so the sweep leaves it alone.
            _disk.Rename(temporary, target);
            _disk.FlushFolder(Path.GetDirectoryName(target)!);
            return hash;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public async Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(
                PathOf(sha256),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                BlockBytes,
                useAsync: true
            );
            var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            if (!string.Equals(found, sha256, StringComparison.Ordinal))
            {
                throw new FileDamagedException("The stored bytes have changed.");
            }

            file.Position = 0;
            return file;
        }
        catch (Exception problem) when (problem is FileDamagedException or IOException or UnauthorizedAccessException)
        {
            if (file is not null)
            {
                await file.DisposeAsync();
            }

            LogDamaged(sha256, problem);
            throw problem as FileDamagedException ?? new FileDamagedException("The stored file cannot be read.", problem);
        }
    }

    public IEnumerable<string> AddedBefore(DateTime time)
    {
        DropLeftovers(time);
        return Directory
            .EnumerateFiles(
                _root,
                "*",
                new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    MaxRecursionDepth = 2,
                    AttributesToSkip = FileAttributes.ReparsePoint,
                }
            )
            .Where(path => IsHash(Path.GetFileName(path)) && File.GetLastWriteTimeUtc(path) < time)
            .Select(path => Path.GetFileName(path)!);
    }

    public bool Remove(string sha256, DateTime addedBefore)
    {
        var path = PathOf(sha256);
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) >= addedBefore)
        {
            return false;
        }

        File.Delete(path);
        return true;
    }

    private void DropLeftovers(DateTime time)
    {
        foreach (var path in Directory.EnumerateFiles(_incoming).Where(path => File.GetLastWriteTimeUtc(path) < time))
        {
            File.Delete(path);
        }
    }

    private async Task<string> WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(
                path,
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 0,
                useAsync: true
            );
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            File.SetLastWriteTimeUtc(file.SafeFileHandle, _clock.GetUtcNow().UtcDateTime);
            _disk.FlushFile(file.SafeFileHandle);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void MakeFolders(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var above = Path.GetDirectoryName(folder)!;
        _disk.FlushFolder(above);
        _disk.FlushFolder(_root);
    }

    private string PathOf(string sha256) =>
        IsHash(sha256)
            ? Path.Combine(_root, sha256[..2], sha256[2..4], sha256)
            : throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(sha256));

    private static bool IsHash(string? name) => name is { Length: 64 } && !name.AsSpan().ContainsAnyExcept(HexDigits);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Stored file {Sha256} is damaged or missing; it is not served")]
    private partial void LogDamaged(string sha256, Exception problem);
}
