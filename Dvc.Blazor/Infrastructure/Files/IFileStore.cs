namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>
/// Keeps contents by their SHA-256. What was added is on the disk for good when the call returns, so a row may refer to it from then on.
/// </summary>
public interface IFileStore
{
    /// <summary>Keeps the content and gives its hash: 64 lower-case hex digits. The same content twice is kept once.</summary>
    Task<string> AddAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>Opens a content that has just been checked against its hash.</summary>
    /// <exception cref="FileDamagedException">It is missing or its bytes have changed; the alarm has been raised.</exception>
    Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Hashes of contents added last before the given time (UTC).</summary>
    IEnumerable<string> AddedBefore(DateTime time);

    /// <summary>Takes a content away if it was added last before the given time (UTC); false when it is newer or not there.</summary>
    bool Remove(string sha256, DateTime addedBefore);
}

/// <summary>A stored content is missing or is no longer what was stored.</summary>
public sealed class FileDamagedException : Exception
{
    public FileDamagedException() { }

    public FileDamagedException(string message)
        : base(message) { }

    public FileDamagedException(string message, Exception inner)
        : base(message, inner) { }
}
