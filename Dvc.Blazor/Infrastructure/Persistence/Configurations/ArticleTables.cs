using Dvc.Blazor.Domain.Articles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

internal sealed class ArticleTable : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("Articles");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Slug).HasMaxLength(100);
        builder.HasIndex(a => a.Slug).IsUnique();
        builder.Property(a => a.CategorySlug).HasMaxLength(100);
        builder.HasOne<ArticleCategory>().WithMany().HasForeignKey(a => a.CategorySlug).OnDelete(DeleteBehavior.Restrict);
        builder.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => new
        {
            a.State,
            a.IsPinned,
            a.PublishAt,
        });
        builder.Ignore(a => a.Content);
        builder.Ignore(a => a.English);
    }
}

internal sealed class ArticleCategoryTable : IEntityTypeConfiguration<ArticleCategory>
{
    public void Configure(EntityTypeBuilder<ArticleCategory> builder)
    {
        builder.ToTable("ArticleCategories");
        builder.HasKey(c => c.Slug);
        builder.Property(c => c.Slug).HasMaxLength(100);
    }
}

internal sealed class ArticlePictureTable : IEntityTypeConfiguration<ArticlePicture>
{
    public void Configure(EntityTypeBuilder<ArticlePicture> builder)
    {
        builder.ToTable("ArticlePictures");
        builder.HasKey(p => p.Sha256);
        builder.Property(p => p.Sha256).HasMaxLength(64);
    }
}

internal sealed class ArticleEventTable : IEntityTypeConfiguration<ArticleEvent>
{
    public void Configure(EntityTypeBuilder<ArticleEvent> builder)
    {
        builder.ToTable("ArticleEvents");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Act).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(e => new { e.ArticleId, e.At });
    }
}
