using Dvc.Blazor.Domain.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
        builder.HasIndex(d => d.LiveToken).IsUnique();
        builder.HasIndex(d => d.ApplicantIdMark);
        builder.HasIndex(d => new { d.OrganisationId, d.SubmittedAt });
        builder.HasIndex(d => new { d.OwnerId, d.SubmittedAt });
        builder.HasIndex(d => new
        {
            d.UnitId,
            d.Status,
            d.UpdatedAt,
        });
        builder.HasIndex(d => new
        {
            d.ReceivingAgencyId,
            d.Status,
            d.UpdatedAt,
        });
        builder.HasIndex(d => new { d.Status, d.DueAt });
        builder.HasMany(d => d.Steps).WithOne().HasForeignKey(s => s.DossierId);
        builder.HasMany(d => d.Trail).WithOne().HasForeignKey(e => e.DossierId);
        builder.HasMany(d => d.Documents).WithOne().HasForeignKey(p => p.DossierId);
        builder.HasOne(d => d.Answers).WithOne().HasForeignKey<SubmittedAnswers>(a => a.DossierId);
        builder.Navigation(d => d.Steps).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(d => d.Trail).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(d => d.Documents).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

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
    public void Configure(EntityTypeBuilder<ProcessingStep> builder) => builder.HasKey(s => new { s.DossierId, s.Ordinal });
}

internal sealed class AuditEventTable : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder) => builder.HasKey(e => new { e.DossierId, e.Index });
}

internal sealed class SubmittedDocumentTable : IEntityTypeConfiguration<SubmittedDocument>
{
    public void Configure(EntityTypeBuilder<SubmittedDocument> builder)
    {
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.ComplexProperty(p => p.File);
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
