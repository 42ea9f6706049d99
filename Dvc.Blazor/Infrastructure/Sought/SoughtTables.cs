using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Sought;

internal sealed class SoughtFieldTable : IEntityTypeConfiguration<SoughtField>
{
    public void Configure(EntityTypeBuilder<SoughtField> builder)
    {
        builder.ToTable("SoughtFields");
        builder.HasIndex(f => new { f.ProcedureCode, f.Path }).IsUnique();
    }
}

internal sealed class SoughtValueTable : IEntityTypeConfiguration<SoughtValue>
{
    public void Configure(EntityTypeBuilder<SoughtValue> builder)
    {
        builder.ToTable("SoughtValues");
        builder.HasKey(v => new
        {
            v.DossierId,
            v.FieldId,
            v.Key,
        });
        builder.HasIndex(v => new
        {
            v.FieldId,
            v.Key,
            v.DossierId,
        });
        builder.Property(v => v.Key).HasMaxLength(SoughtKey.MaxLength);
        builder.HasOne<SoughtField>().WithMany().HasForeignKey(v => v.FieldId);
        builder.HasOne<Dossier>().WithMany().HasForeignKey(v => v.DossierId);
    }
}
