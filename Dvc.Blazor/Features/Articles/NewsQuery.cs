using Dvc.Blazor.Domain.Articles;
using Dvc.Blazor.Infrastructure.Articles;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Articles;

/// <summary>An article as a list shows it.</summary>
/// <param name="At">UTC.</param>
public sealed record NewsRow(string Slug, string Title, string Summary, DateTime At, bool IsPinned, string CategorySlug);

/// <summary>A page of what everybody sees.</summary>
/// <param name="Category">The one asked for; null for all.</param>
/// <param name="Categories">Those in which there is something to read, by name.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">At least 1.</param>
public sealed record NewsList(
    ArticleCategory? Category,
    IReadOnlyList<ArticleCategory> Categories,
    IReadOnlyList<NewsRow> Rows,
    int Found,
    int Page,
    int Pages
)
{
    public string NameOf(string slug) => Categories.FirstOrDefault(c => c.Slug == slug)?.Name ?? "";
}

/// <summary>Reads what everybody sees: published, and its date has come.</summary>
public sealed class NewsQuery(DvcDatabase database, TimeProvider clock)
{
    public const int PageSize = 10;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>A page of a category or of all; null when nothing can be read in that category.</summary>
    public Task<NewsList?> RunAsync(string? category, string? words, int page, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var visible = db.ArticlesShownAt(Now);
                var categories = await db
                    .ArticleCategories.Where(c => visible.Any(a => a.CategorySlug == c.Slug))
                    .OrderBy(c => c.Name)
                    .ToListAsync(cancellationToken);
                var asked = categories.Find(c => c.Slug == category);
                if (category is not null && asked is null)
                {
                    return null;
                }

                var articles = visible.SpeakingOf(words).Where(a => category == null || a.CategorySlug == category);
                var found = await articles.CountAsync(cancellationToken);
                var pages = Math.Max(1, (found + PageSize - 1) / PageSize);
                var shown = Math.Clamp(page, 1, pages);
                var rows = await articles
                    .Skip((shown - 1) * PageSize)
                    .Take(PageSize)
                    .Select(a => new NewsRow(a.Slug, a.Title, a.Summary, a.PublishAt!.Value, a.IsPinned, a.CategorySlug))
                    .ToListAsync(cancellationToken);
                return new NewsList(asked, categories, rows, found, shown, pages);
            },
            cancellationToken
        );

    /// <summary>One article with its category; null when there is none that everybody sees.</summary>
    public Task<(Article Article, ArticleCategory Category)?> FindAsync(string slug, CancellationToken cancellationToken) =>
        database.ReadAsync<(Article, ArticleCategory)?>(
            async db =>
            {
                var article = await db.ArticlesShownAt(Now).SingleOrDefaultAsync(a => a.Slug == slug, cancellationToken);
                return article is null
                    ? null
                    : (article, await db.ArticleCategories.SingleAsync(c => c.Slug == article.CategorySlug, cancellationToken));
            },
            cancellationToken
        );
}
