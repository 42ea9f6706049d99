using Dvc.Blazor.Domain.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

/// <summary>What the lists of officers are read from: of each place in the order of the last move, of one status or of all; and the telephone.</summary>
internal sealed class BoardIndexes : IEntityTypeConfiguration<Dossier>
{
    public void Configure(EntityTypeBuilder<Dossier> builder)
    {
        builder.HasIndex(d => new
        {
            d.ProcessingAgencyId,
            d.Status,
            d.UpdatedAt,
        });
        builder.HasIndex(d => new { d.UnitId, d.UpdatedAt });
        builder.HasIndex(d => new { d.ReceivingAgencyId, d.UpdatedAt });
        builder.HasIndex(d => new { d.ProcessingAgencyId, d.UpdatedAt });
        builder.HasIndex(d => d.Phone);
    }
}
