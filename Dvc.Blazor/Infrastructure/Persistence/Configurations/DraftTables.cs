using Dvc.Blazor.Domain.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

internal sealed class DraftTable : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        // One open draft for each procedure: its address carries no id, and two tabs meet in the same one.
        builder
            .HasIndex(d => new { d.OwnerId, d.ProcedureCode })
            .IsUnique()
            .HasFilter("\"DossierId\" IS NULL AND \"RequestId\" IS NULL AND \"CounterMark\" IS NULL");
        // At the counter one for each officer, procedure and applicant.
        builder
            .HasIndex(d => new
            {
                d.OwnerId,
                d.ProcedureCode,
                d.CounterMark,
            })
            .IsUnique()
            .HasFilter("\"DossierId\" IS NULL AND \"CounterMark\" IS NOT NULL");
        builder.HasOne(d => d.Counter).WithOne().HasForeignKey<CounterFiling>(c => c.DraftId);
        builder.Navigation(d => d.Counter).AutoInclude();
        // What is sent to a dossier is begun once by each person.
        builder.HasIndex(d => new { d.OwnerId, d.RequestId }).IsUnique().HasFilter("\"RequestId\" IS NOT NULL");
        builder.HasMany<DraftAnswer>().WithOne().HasForeignKey(a => a.DraftId);
        builder.HasMany<DraftPaper>().WithOne().HasForeignKey(p => p.DraftId);
    }
}

internal sealed class CounterFilingTable : IEntityTypeConfiguration<CounterFiling>
{
    public void Configure(EntityTypeBuilder<CounterFiling> builder)
    {
        builder.ToTable("CounterFilings");
        builder.HasKey(c => c.DraftId);
        builder.Property(c => c.DraftId).ValueGeneratedNever();
        builder.HasIndex(c => c.ApplicantId);
    }
}

internal sealed class DraftAnswerTable : IEntityTypeConfiguration<DraftAnswer>
{
    public void Configure(EntityTypeBuilder<DraftAnswer> builder)
    {
        builder.HasKey(a => new { a.DraftId, a.Path });
        builder.Property(a => a.Path).HasMaxLength(300);
    }
}

internal sealed class DraftPaperTable : IEntityTypeConfiguration<DraftPaper>
{
    public void Configure(EntityTypeBuilder<DraftPaper> builder)
    {
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.DraftId);
        builder.ComplexProperty(p => p.File);
    }
}
