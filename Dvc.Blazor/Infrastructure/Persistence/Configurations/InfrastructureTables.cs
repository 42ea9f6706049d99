using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasIndex(m => m.DueAt).HasFilter("\"HandledAt\" IS NULL AND \"AbandonedAt\" IS NULL");
    }
}

internal sealed class OfficerPostingTable : IEntityTypeConfiguration<OfficerPosting>
{
    public void Configure(EntityTypeBuilder<OfficerPosting> builder)
    {
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<DvcUser>().WithMany(u => u.Postings).HasForeignKey(p => p.UserId);
    }
}
