using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Features.Deadlines;

/// <summary>What is noticed of a time limit. The numbers are stored; never renumber them.</summary>
public enum DeadlineMark
{
    /// <summary>Half of the time is used.</summary>
    Half = 1,

    /// <summary>Four fifths of the time are used.</summary>
    FourFifths = 2,

    /// <summary>It is due today.</summary>
    Due = 3,

    /// <summary>The time is over.</summary>
    Overdue = 4,

    /// <summary>The applicant has not answered a request for supplements in time.</summary>
    SupplementOverdue = 5,

    /// <summary>The applicant has not paid in time.</summary>
    PaymentOverdue = 6,

    /// <summary>The asked agency has not given its opinion in time.</summary>
    OpinionOverdue = 7,

    /// <summary>Nobody has fetched the result for long; once for each time the applicant is reminded.</summary>
    NotCollected = 8,

    /// <summary>The time for a supplement ends soon: the applicant is reminded.</summary>
    SupplementSoon = 9,

    /// <summary>The time for paying ends soon: the applicant is reminded.</summary>
    PaymentSoon = 10,

    /// <summary>It is going to be late: the portal has drafted the apology.</summary>
    ApologyDrafted = 11,

    /// <summary>What officers are told instead of <see cref="SupplementOverdue"/>: the letter that ends the dossier is drafted.</summary>
    SupplementProposed = 12,

    /// <summary>The same, and the dossier is ended.</summary>
    SupplementClosed = 13,

    /// <summary>What officers are told instead of <see cref="PaymentOverdue"/>: the letter that ends the dossier is drafted.</summary>
    PaymentProposed = 14,

    /// <summary>The same, and the dossier is ended.</summary>
    PaymentClosed = 15,

    /// <summary>A part of the work has not been answered in time.</summary>
    SubtaskOverdue = 16,
}

/// <summary>That a mark was noticed: its key sees to it that this happens once for each time limit, however many nodes look.</summary>
public sealed class DeadlineNotice
{
    public required DeadlineMark Mark { get; init; }

    /// <summary>The dossier, the question to another agency, or the part of the work.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>UTC; the time limit. A new one is noticed anew.</summary>
    public required DateTime LimitAt { get; init; }

    public required Guid DossierId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime NoticedAt { get; init; }
}

internal sealed class DeadlineNoticeTable : IEntityTypeConfiguration<DeadlineNotice>
{
    public void Configure(EntityTypeBuilder<DeadlineNotice> builder)
    {
        builder.ToTable("DeadlineNotices");
        builder.HasKey(n => new
        {
            n.SubjectId,
            n.Mark,
            n.LimitAt,
        });
    }
}
