using Dvc.Blazor.Domain.Procedures.Moves;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

internal sealed class PublishingPlanTable : IEntityTypeConfiguration<PublishingPlan>
{
    public void Configure(EntityTypeBuilder<PublishingPlan> builder)
    {
        builder.ToTable("PublishingPlans");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.ProcedureCode).HasMaxLength(40);
        builder.Property(p => p.ContentHash).HasMaxLength(64);
        builder.Property(p => p.Cursor).HasMaxLength(80);
        builder.HasIndex(p => new { p.ProcedureCode, p.At });
        builder.HasIndex(p => p.State);
        builder.Ignore(p => p.Choices);
        builder.Ignore(p => p.IsWork);
    }
}
