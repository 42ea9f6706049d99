using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

internal sealed class DossierLabelTable : IEntityTypeConfiguration<DossierLabel>
{
    public void Configure(EntityTypeBuilder<DossierLabel> builder)
    {
        builder.ToTable("DossierLabels");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Text).HasMaxLength(DossierLabel.MaxLength);
        builder.HasIndex(l => new { l.AgencyId, l.FoldedText }).IsUnique();
    }
}

internal sealed class LabellingTable : IEntityTypeConfiguration<Labelling>
{
    public void Configure(EntityTypeBuilder<Labelling> builder)
    {
        builder.ToTable("Labellings");
        builder.HasKey(l => new { l.DossierId, l.LabelId });
        builder.HasIndex(l => l.LabelId);
        builder.HasOne<DossierLabel>().WithMany().HasForeignKey(l => l.LabelId);
    }
}

internal sealed class DossierFlagTable : IEntityTypeConfiguration<DossierFlag>
{
    public void Configure(EntityTypeBuilder<DossierFlag> builder)
    {
        builder.ToTable("DossierFlags");
        builder.HasKey(f => new { f.DossierId, f.Kind });
    }
}

internal sealed class UnitDeskTable : IEntityTypeConfiguration<UnitDesk>
{
    public void Configure(EntityTypeBuilder<UnitDesk> builder)
    {
        builder.ToTable("UnitDesks");
        builder.HasKey(d => d.AgencyId);
        builder.HasOne<Agency>().WithOne().HasForeignKey<UnitDesk>(d => d.AgencyId);
    }
}
