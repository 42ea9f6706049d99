namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>What is known of a stored content's harmlessness.</summary>
public enum ScanState
{
    /// <summary>Waits for the scanner; also everything that was taken in while none was configured.</summary>
    Pending = 0,

    Clean = 1,

    /// <summary>Malware; never served to anybody.</summary>
    Infected = 2,

    /// <summary>The scanner could not tell; it is asked again.</summary>
    Failed = 3,
}

/// <summary>One stored content (by its hash, however many papers it serves) and the scanner's word on it.</summary>
public sealed class FileScan
{
    public required string Sha256 { get; init; }

    public ScanState State { get; set; }

    /// <summary>Name of what was found, or what went wrong; not for people.</summary>
    public string? Verdict { get; set; }

    public int Attempts { get; set; }

    /// <summary>UTC; not asked again before.</summary>
    public required DateTime NextAttemptAt { get; set; }

    /// <summary>UTC of the last answer.</summary>
    public DateTime? ScannedAt { get; set; }
}
