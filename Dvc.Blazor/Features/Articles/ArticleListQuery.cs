using Dvc.Blazor.Domain.Articles;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Articles;

public sealed record ArticleRow(
    Guid Id,
    string Title,
    string Category,
    ArticleState State,
    DateTime? PublishAt,
    bool IsPinned,
    DateTime UpdatedAt,
    string UpdatedBy
);

/// <summary>A page of articles.</summary>
/// <param name="Found">How many there are on all pages.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">At least 1.</param>
public sealed record ArticleList(IReadOnlyList<ArticleRow> Rows, int Found, int Page, int Pages, DateTime NowUtc);

/// <summary>Lists articles of every state for an administrator of the system.</summary>
public sealed class ArticleListQuery(DvcDatabase database, Administrators administrators, TimeProvider clock)
{
    public const int PageSize = 30;

    /// <summary>The page; null for everybody else.</summary>
    public Task<ArticleList?> RunAsync(Guid byId, string? words, ArticleState? state, int page, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (!await administrators.KeepArticlesAsync(db, byId, cancellationToken))
                {
                    return null;
                }

                var articles = db.Articles.SpeakingOf(words);
                if (state is not null)
                {
                    articles = articles.Where(a => a.State == state);
                }

                var found = await articles.CountAsync(cancellationToken);
                var pages = Math.Max(1, (found + PageSize - 1) / PageSize);
                var shown = Math.Clamp(page, 1, pages);
                var rows = await articles
                    .OrderByDescending(a => a.UpdatedAt)
                    .ThenBy(a => a.Id)
                    .Skip((shown - 1) * PageSize)
                    .Take(PageSize)
                    .Join(
                        db.ArticleCategories,
                        a => a.CategorySlug,
                        c => c.Slug,
                        (a, c) => new ArticleRow(a.Id, a.Title, c.Name, a.State, a.PublishAt, a.IsPinned, a.UpdatedAt, a.UpdatedBy)
                    )
                    .ToListAsync(cancellationToken);
                return new ArticleList(
                    [.. rows.OrderByDescending(r => r.UpdatedAt).ThenBy(r => r.Id)],
                    found,
                    shown,
                    pages,
                    clock.GetUtcNow().UtcDateTime
                );
            },
            cancellationToken
        );
}

internal static class ArticleSearch
{
    private const int MostWords = 8;

    /// <summary>Those in whose title or summary every word stands, with or without accents.</summary>
    public static IQueryable<Article> SpeakingOf(this IQueryable<Article> articles, string? words) =>
        Fold.Text(words)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(MostWords)
            .Aggregate(articles, (found, word) => found.Where(a => a.Folded.Contains(word)));
}
