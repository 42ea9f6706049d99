using Dvc.Blazor.Domain.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Auditing;

/// <summary>Where a chain is broken.</summary>
/// <param name="Dossier">Number of the dossier; null of the chain of the office's own acts.</param>
/// <param name="Index">Number of the line within its chain.</param>
/// <param name="Fault">What is wrong with it.</param>
public sealed record BrokenLink(string? Dossier, long Index, ChainFault Fault);

/// <summary>One check of all chains that somebody has asked for: how far it is, and what it found.</summary>
public sealed class ChainCheck
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AskedAt { get; init; }

    /// <summary>UTC; null while it runs.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>Dossiers looked at so far.</summary>
    public int Dossiers { get; set; }

    /// <summary>Dossiers there were at the start; 0 before it starts.</summary>
    public int Total { get; set; }

    /// <summary>Lines looked at so far.</summary>
    public long Lines { get; set; }

    /// <summary>Chains found broken.</summary>
    public int Broken { get; set; }

    /// <summary>Number of the last dossier looked at; the check goes on behind it. Empty at the start.</summary>
    public string After { get; set; } = "";

    /// <summary>The first broken link: number of its dossier, or null of the office's chain.</summary>
    public string? FirstDossier { get; set; }

    public long? FirstIndex { get; set; }

    public ChainFault? FirstFault { get; set; }

    /// <summary>The first broken link, or null.</summary>
    public BrokenLink? First => FirstFault is { } fault ? new BrokenLink(FirstDossier, FirstIndex ?? 0, fault) : null;

    /// <summary>Takes over what was found in a portion of the dossiers.</summary>
    public void Add(ChainPortion portion)
    {
        (Dossiers, Lines, Broken) = (Dossiers + portion.Dossiers, Lines + portion.Lines, Broken + portion.Broken.Count);
        After = portion.Last ?? After;
        if (FirstFault is null && portion.Broken is [var first, ..])
        {
            (FirstDossier, FirstIndex, FirstFault) = (first.Dossier, first.Index, first.Fault);
        }
    }
}

internal sealed class ChainCheckTable : IEntityTypeConfiguration<ChainCheck>
{
    public void Configure(EntityTypeBuilder<ChainCheck> builder)
    {
        builder.ToTable("ChainChecks");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Ignore(c => c.First);
        builder.HasIndex(c => c.AskedAt);
        builder.HasIndex(c => c.FinishedAt).HasFilter("\"FinishedAt\" IS NULL");
    }
}
