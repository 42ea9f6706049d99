using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Exports;

/// <summary>What a file is made of. The numbers are stored; never renumber them.</summary>
public enum ExportKind
{
    /// <summary>A list of the board as a workbook.</summary>
    ListXlsx = 1,

    /// <summary>A list of the board as text with commas.</summary>
    ListCsv = 2,

    /// <summary>The papers of dossiers in one zip.</summary>
    Papers = 3,

    /// <summary>A book of dossiers as a workbook.</summary>
    BookXlsx = 4,

    /// <summary>A book of dossiers as text with commas.</summary>
    BookCsv = 5,

    /// <summary>The papers of dossiers in one zip, with those that others have taken the place of.</summary>
    PapersWithEarlier = 6,
}

/// <summary>How far a file is. The numbers are stored; never renumber them.</summary>
public enum ExportState
{
    Waiting = 0,
    Running = 1,

    /// <summary>There to be fetched.</summary>
    Ready = 2,
    Failed = 3,
    Cancelled = 4,

    /// <summary>It was there; its time is over and the file is gone.</summary>
    Expired = 5,
}

/// <summary>A file that an officer has asked for and that is made behind the pages. Nobody else ever sees it.</summary>
public sealed class Export
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid UserId { get; init; }

    public required ExportKind Kind { get; init; }

    /// <summary>What was asked for, in the words of whoever writes it: the address of a list, numbers of dossiers one a line, or which book.</summary>
    public required string Wish { get; init; }

    /// <summary>Name under which it is saved.</summary>
    public required string FileName { get; init; }

    public ExportState State { get; set; }

    /// <summary>Rows or dossiers that are in the file already.</summary>
    public int Done { get; set; }

    /// <summary>Rows or dossiers that there will be; 0 until it is known.</summary>
    public int Total { get; set; }

    /// <summary>How often a node has begun; each has a file of its own, and only that of the last counts.</summary>
    public int Attempt { get; set; }

    /// <summary>UTC; a node that has not said anything until then is dead. Null while nobody works on it.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>Length of the file.</summary>
    public long Bytes { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; when it was ready, failed or given up.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>UTC; until then it can be fetched.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>Why it failed, in words for people.</summary>
    public string? Error { get; set; }

    public bool IsOpen => State is ExportState.Waiting or ExportState.Running;
}

internal sealed class ExportTable : IEntityTypeConfiguration<Export>
{
    public void Configure(EntityTypeBuilder<Export> builder)
    {
        builder.ToTable("Exports");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.FileName).HasMaxLength(150);
        builder.Property(e => e.Error).HasMaxLength(300);
        builder.HasIndex(e => new { e.UserId, e.CreatedAt });
        builder.HasIndex(e => e.State);
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(e => e.UserId);
    }
}
