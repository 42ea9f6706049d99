using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Notifications;

/// <summary>That somebody was told of something about a dossier. It names the dossier and nothing of the applicant; the rest is read with the person's rights.</summary>
public sealed class Notification
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid UserId { get; init; }

    /// <summary>The message of the outbox it comes from: with the person and the kind it is unique, however often the message is handled.</summary>
    public required Guid EventId { get; init; }

    public required NotificationKind Kind { get; init; }

    public required Guid DossierId { get; init; }

    public required string Number { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>UTC; null while it is unread.</summary>
    public DateTime? ReadAt { get; set; }

    /// <summary>Whether it is to stand in the mail of the day.</summary>
    public bool IsForDigest { get; init; }

    /// <summary>The day of the mail in which it stood; null while it stood in none.</summary>
    public DateOnly? DigestOn { get; set; }
}

/// <summary>How a person wants to hear of a topic.</summary>
public sealed class NotificationChoice
{
    public required Guid UserId { get; init; }

    public required NotificationTopic Topic { get; init; }

    public required NotificationWay Way { get; set; }
}

/// <summary>The last day for which a person's mail of the day was made: one for each person and day, however many nodes try.</summary>
public sealed class DigestDay
{
    public required Guid UserId { get; init; }

    /// <summary>Vietnamese date.</summary>
    public required DateOnly LastOn { get; set; }
}

internal sealed class NotificationTable : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("Notifications");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder
            .HasIndex(n => new
            {
                n.EventId,
                n.UserId,
                n.Kind,
            })
            .IsUnique();
        builder.HasIndex(n => new { n.UserId, n.At });
        builder.HasIndex(n => n.UserId, "IX_Notifications_Unread").HasFilter("\"ReadAt\" IS NULL");
        builder.HasIndex(n => n.At);
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(n => n.UserId);
    }
}

internal sealed class NotificationChoiceTable : IEntityTypeConfiguration<NotificationChoice>
{
    public void Configure(EntityTypeBuilder<NotificationChoice> builder)
    {
        builder.ToTable("NotificationChoices");
        builder.HasKey(c => new { c.UserId, c.Topic });
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(c => c.UserId);
    }
}

internal sealed class DigestDayTable : IEntityTypeConfiguration<DigestDay>
{
    public void Configure(EntityTypeBuilder<DigestDay> builder)
    {
        builder.ToTable("DigestDays");
        builder.HasKey(d => d.UserId);
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(d => d.UserId);
    }
}
