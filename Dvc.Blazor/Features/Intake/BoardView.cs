using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Features.Intake;

/// <summary>A list of the board that an officer has named: queue, filters, order and columns.</summary>
public sealed class BoardView
{
    public const int MaxNameLength = 60;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid OwnerId { get; init; }

    public required string Name { get; init; }

    /// <summary>Address of the list on the board.</summary>
    public required string Address { get; init; }

    /// <summary>The unit whose officers see it too; null: the owner only.</summary>
    public string? AgencyId { get; init; }
}

/// <summary>The columns an officer wants to see.</summary>
public sealed class BoardChoice
{
    public required Guid UserId { get; init; }

    /// <summary>Keys of <see cref="BoardColumn"/> by commas.</summary>
    public required string Columns { get; set; }
}

internal sealed class BoardViewTable : IEntityTypeConfiguration<BoardView>
{
    public void Configure(EntityTypeBuilder<BoardView> builder)
    {
        builder.ToTable("BoardViews");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Name).HasMaxLength(BoardView.MaxNameLength);
        builder.HasIndex(v => v.AgencyId);
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(v => v.OwnerId);
    }
}

internal sealed class BoardChoiceTable : IEntityTypeConfiguration<BoardChoice>
{
    public void Configure(EntityTypeBuilder<BoardChoice> builder)
    {
        builder.ToTable("BoardChoices");
        builder.HasKey(c => c.UserId);
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(c => c.UserId);
    }
}
