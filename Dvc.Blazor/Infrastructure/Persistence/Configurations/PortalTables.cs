using Dvc.Blazor.Domain.Portals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

internal sealed class PortalEditionTable : IEntityTypeConfiguration<PortalEdition>
{
    public void Configure(EntityTypeBuilder<PortalEdition> builder)
    {
        builder.ToTable("PortalEditions");
        builder.HasKey(e => e.Number);
        builder.Property(e => e.Number).ValueGeneratedNever();
        builder.Property(e => e.EmblemSha256).HasMaxLength(64);
        builder.HasIndex(e => e.EmblemSha256);
        builder.Ignore(e => e.Portal);
    }
}
