namespace Dvc.Blazor.Infrastructure.Persistence.Seeding;

/// <summary>A file of shipped data that has been taken over, and what it says besides its records.</summary>
public sealed class SeedSource
{
    /// <summary>File name.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the file; the same hash means nothing is left to do.</summary>
    public required string Hash { get; set; }

    /// <summary>Everything in the file except its records, JSON: legends, notes, defaults.</summary>
    public required string Header { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime AppliedAt { get; set; }
}
