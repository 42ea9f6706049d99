using System.Text.Json;
using Dvc.Blazor.Domain.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

internal sealed class DossierTable : IEntityTypeConfiguration<Dossier>
{
    public void Configure(EntityTypeBuilder<Dossier> builder)
    {
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Number).HasMaxLength(DossierNumber.MaxLength);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => d.Number).IsUnique();
        builder.HasIndex(d => new { d.OwnerId, d.IdempotencyKey }).IsUnique();
        builder.Property(d => d.DigestSalt).HasColumnName("LiveToken");
        builder.HasIndex(d => d.DigestSalt).IsUnique();
        builder.HasIndex(d => d.ApplicantIdMark);
        builder.HasIndex(d => new { d.OrganisationId, d.SubmittedAt });
        builder.HasIndex(d => new { d.OwnerId, d.SubmittedAt });
        builder.HasIndex(d => new
        {
            d.UnitId,
            d.SectorCode,
            d.UpdatedAt,
            d.Id,
        });
        builder.HasIndex(d => new
        {
            d.ReceivingAgencyId,
            d.SectorCode,
            d.UpdatedAt,
            d.Id,
        });
        builder.HasIndex(d => new
        {
            d.ProcessingAgencyId,
            d.SectorCode,
            d.UpdatedAt,
            d.Id,
        });
        // Few dossiers lie before leaders at a time.
        builder.HasIndex(d => d.ApprovalLevel).HasFilter("\"ApprovalLevel\" > 0");
        builder.HasIndex(d => d.IsLetterBeforeLeader).HasFilter("\"IsLetterBeforeLeader\"");
        // Without the time limit: SQLite would read the lists of an agency from it and look at those of all agencies.
        builder.HasIndex(d => d.Status);
        builder.Property(d => d.Letters).HasConversion<LettersAsJson, LettersComparer>().HasDefaultValueSql("'[]'");
        builder.HasMany(d => d.Steps).WithOne().HasForeignKey(s => s.DossierId);
        builder.HasMany(d => d.Trail).WithOne().HasForeignKey(e => e.DossierId);
        builder.HasMany(d => d.Documents).WithOne().HasForeignKey(p => p.DossierId);
        builder.HasMany(d => d.Stops).WithOne().HasForeignKey(s => s.DossierId);
        builder.HasMany(d => d.Supplements).WithOne().HasForeignKey(s => s.DossierId);
        builder.HasMany(d => d.Obligations).WithOne().HasForeignKey(o => o.DossierId);
        builder.HasMany(d => d.Handovers).WithOne().HasForeignKey(h => h.DossierId);
        builder.HasMany(d => d.Approvals).WithOne().HasForeignKey(a => a.DossierId);
        builder.HasMany(d => d.Opinions).WithOne().HasForeignKey(o => o.DossierId);
        builder.HasMany(d => d.Subtasks).WithOne().HasForeignKey(s => s.DossierId);
        builder.HasMany(d => d.Originals).WithOne().HasForeignKey(o => o.DossierId);
        builder.HasMany(d => d.Returns).WithOne().HasForeignKey(r => r.DossierId);
        builder.HasMany(d => d.ResultFiles).WithOne().HasForeignKey(f => f.DossierId);
        builder.HasMany(d => d.Messages).WithOne().HasForeignKey(m => m.DossierId);
        builder.HasMany(d => d.Calls).WithOne().HasForeignKey(c => c.DossierId);
        builder.HasMany(d => d.Notes).WithOne().HasForeignKey(n => n.DossierId);
        builder.HasMany(d => d.Labels).WithOne().HasForeignKey(l => l.DossierId);
        builder.HasMany(d => d.UnitMoves).WithOne().HasForeignKey(m => m.DossierId);
        builder.Ignore(d => d.FiledAt);
        builder.Ignore(d => d.Units);
        builder.HasMany(d => d.Flags).WithOne().HasForeignKey(f => f.DossierId);
        builder.HasIndex(d => new { d.AssigneeId, d.Status });
        builder.HasOne(d => d.Answers).WithOne().HasForeignKey<SubmittedAnswers>(a => a.DossierId);
        foreach (var list in builder.Metadata.GetNavigations().Where(n => n.IsCollection))
        {
            list.SetPropertyAccessMode(PropertyAccessMode.Field);
        }
    }
}

/// <summary>The few letters of a dossier are read and written with it.</summary>
internal sealed class LettersAsJson()
    : ValueConverter<IReadOnlyList<DossierLetter>, string>(
        letters => JsonSerializer.Serialize(letters, JsonSerializerOptions.Default),
        json => JsonSerializer.Deserialize<List<DossierLetter>>(json, JsonSerializerOptions.Default)!
    );

internal sealed class LettersComparer()
    : ValueComparer<IReadOnlyList<DossierLetter>>(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)),
        letters => letters.Count,
        letters => letters
    );

internal sealed class SubmittedAnswersTable : IEntityTypeConfiguration<SubmittedAnswers>
{
    public void Configure(EntityTypeBuilder<SubmittedAnswers> builder)
    {
        builder.HasKey(a => a.DossierId);
        builder.Property(a => a.DossierId).ValueGeneratedNever();
    }
}

internal sealed class ProcessingStepTable : IEntityTypeConfiguration<ProcessingStep>
{
    public void Configure(EntityTypeBuilder<ProcessingStep> builder)
    {
        builder.HasKey(s => new { s.DossierId, s.Ordinal });
        builder.HasIndex(s => new { s.To, s.At });
    }
}

internal sealed class AuditEventTable : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.HasKey(e => new { e.DossierId, e.Index });
        // The log of the administrators, the newest first: of all, and of one officer.
        builder.HasIndex(e => new
        {
            e.At,
            e.DossierId,
            e.Index,
        });
        builder.HasIndex(e => new { e.ActorId, e.At });
    }
}

internal sealed class UnitMoveTable : IEntityTypeConfiguration<UnitMove>
{
    public void Configure(EntityTypeBuilder<UnitMove> builder)
    {
        builder.ToTable("UnitMoves");
        builder.HasKey(m => new { m.DossierId, m.Ordinal });
        builder.Ignore(m => m.From);
    }
}

internal sealed class SubmittedDocumentTable : IEntityTypeConfiguration<SubmittedDocument>
{
    public void Configure(EntityTypeBuilder<SubmittedDocument> builder)
    {
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.ComplexProperty(p => p.File);
        builder.HasIndex(p => new { p.DossierId, p.ComponentCode });
    }
}

internal sealed class DossierNumberCounterTable : IEntityTypeConfiguration<DossierNumberCounter>
{
    public void Configure(EntityTypeBuilder<DossierNumberCounter> builder)
    {
        builder.ToTable("DossierNumberCounters");
        builder.HasKey(c => new { c.UnitCode, c.Day });
    }
}

internal sealed class ClockStopTable : IEntityTypeConfiguration<ClockStop>
{
    public void Configure(EntityTypeBuilder<ClockStop> builder)
    {
        builder.ToTable("ClockStops");
        builder.HasKey(s => new { s.DossierId, s.Ordinal });
    }
}

internal sealed class SupplementRequestTable : IEntityTypeConfiguration<SupplementRequest>
{
    public void Configure(EntityTypeBuilder<SupplementRequest> builder)
    {
        builder.ToTable("SupplementRequests");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasMany(s => s.Items).WithOne().HasForeignKey(i => i.RequestId);
        builder.Navigation(s => s.Items).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class SupplementItemTable : IEntityTypeConfiguration<SupplementItem>
{
    public void Configure(EntityTypeBuilder<SupplementItem> builder)
    {
        builder.ToTable("SupplementItems");
        builder.HasKey(i => new { i.RequestId, i.Ordinal });
    }
}

internal sealed class FinancialObligationTable : IEntityTypeConfiguration<FinancialObligation>
{
    public void Configure(EntityTypeBuilder<FinancialObligation> builder)
    {
        builder.ToTable("FinancialObligations");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.HasOne(o => o.Proof).WithOne().HasForeignKey<ObligationProof>(p => p.ObligationId);
    }
}

internal sealed class ObligationProofTable : IEntityTypeConfiguration<ObligationProof>
{
    public void Configure(EntityTypeBuilder<ObligationProof> builder)
    {
        builder.ToTable("ObligationProofs");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.ComplexProperty(p => p.File);
    }
}

internal sealed class HandoverTable : IEntityTypeConfiguration<Handover>
{
    public void Configure(EntityTypeBuilder<Handover> builder)
    {
        builder.ToTable("Handovers");
        builder.HasKey(h => new { h.DossierId, h.Ordinal });
    }
}

internal sealed class ApprovalStepTable : IEntityTypeConfiguration<ApprovalStep>
{
    public void Configure(EntityTypeBuilder<ApprovalStep> builder)
    {
        builder.ToTable("ApprovalSteps");
        builder.HasKey(a => new { a.DossierId, a.Ordinal });
    }
}

internal sealed class OpinionRequestTable : IEntityTypeConfiguration<OpinionRequest>
{
    public void Configure(EntityTypeBuilder<OpinionRequest> builder)
    {
        builder.ToTable("OpinionRequests");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.HasIndex(o => new
        {
            o.AgencyId,
            o.AnsweredAt,
            o.DueAt,
        });
    }
}

internal sealed class SubtaskTable : IEntityTypeConfiguration<Subtask>
{
    public void Configure(EntityTypeBuilder<Subtask> builder)
    {
        builder.ToTable("Subtasks");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new
        {
            s.AgencyId,
            s.State,
            s.DueAt,
        });
    }
}

internal sealed class OriginalCheckTable : IEntityTypeConfiguration<OriginalCheck>
{
    public void Configure(EntityTypeBuilder<OriginalCheck> builder)
    {
        builder.ToTable("OriginalChecks");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
    }
}

internal sealed class ResultReturnTable : IEntityTypeConfiguration<ResultReturn>
{
    public void Configure(EntityTypeBuilder<ResultReturn> builder)
    {
        builder.ToTable("ResultReturns");
        builder.HasKey(r => new { r.DossierId, r.Ordinal });
    }
}

internal sealed class DossierMessageTable : IEntityTypeConfiguration<DossierMessage>
{
    public void Configure(EntityTypeBuilder<DossierMessage> builder)
    {
        builder.ToTable("DossierMessages");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasMany(m => m.Files).WithOne().HasForeignKey(f => f.MessageId);
        builder.Navigation(m => m.Files).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class MessageFileTable : IEntityTypeConfiguration<MessageFile>
{
    public void Configure(EntityTypeBuilder<MessageFile> builder)
    {
        builder.ToTable("MessageFiles");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.ComplexProperty(f => f.File);
        builder.HasIndex(f => f.MessageId);
    }
}

internal sealed class ResultFileTable : IEntityTypeConfiguration<ResultFile>
{
    public void Configure(EntityTypeBuilder<ResultFile> builder)
    {
        builder.ToTable("ResultFiles");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.ComplexProperty(f => f.File);
        builder.HasOne<Subtask>().WithMany().HasForeignKey(f => f.SubtaskId);
        builder.HasIndex(f => new { f.DossierId, f.At });
    }
}

internal sealed class PhoneCallTable : IEntityTypeConfiguration<PhoneCall>
{
    public void Configure(EntityTypeBuilder<PhoneCall> builder)
    {
        builder.ToTable("PhoneCalls");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
    }
}

internal sealed class DossierNoteTable : IEntityTypeConfiguration<DossierNote>
{
    public void Configure(EntityTypeBuilder<DossierNote> builder)
    {
        builder.ToTable("DossierNotes");
        builder.HasKey(n => n.Id);
        builder.Property(n => n.Id).ValueGeneratedNever();
    }
}
