using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

internal sealed class UploadTable : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("Uploads");
        builder.HasKey(u => u.Id);
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.ComponentCode).HasMaxLength(100);
        builder.Property(u => u.FileName).HasMaxLength(200);
        builder.Property(u => u.DeclaredSha256).HasMaxLength(64);
        builder.HasIndex(u => u.DraftId);
        builder.HasIndex(u => u.ExpiresAt);
        builder.HasOne<Draft>().WithMany().HasForeignKey(u => u.DraftId);
    }
}

internal sealed class FileScanTable : IEntityTypeConfiguration<FileScan>
{
    public void Configure(EntityTypeBuilder<FileScan> builder)
    {
        builder.ToTable("FileScans");
        builder.HasKey(s => s.Sha256);
        builder.Property(s => s.Sha256).HasMaxLength(64);
        builder.Property(s => s.Verdict).HasMaxLength(300);
        builder.HasIndex(s => new { s.State, s.NextAttemptAt });
    }
}
