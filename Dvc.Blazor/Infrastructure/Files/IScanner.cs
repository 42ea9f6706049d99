namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>A scanner's word on one content.</summary>
/// <param name="State">Clean, infected, or failed when it could not tell.</param>
/// <param name="Verdict">Name of what was found, or what went wrong.</param>
public sealed record ScanResult(ScanState State, string? Verdict);

/// <summary>Looks for malware.</summary>
public interface IScanner
{
    /// <summary>False when no scanner is set up: then nothing is scanned and nothing is held back.</summary>
    bool IsConfigured { get; }

    /// <summary>Scans a content to its end; a scanner out of order is an answer (failed), not an exception.</summary>
    Task<ScanResult> ScanAsync(Stream content, CancellationToken cancellationToken);
}

/// <summary>No scanner.</summary>
internal sealed class NoScanner : IScanner
{
    public bool IsConfigured => false;

    public Task<ScanResult> ScanAsync(Stream content, CancellationToken cancellationToken) =>
        Task.FromResult(new ScanResult(ScanState.Failed, null));
}
