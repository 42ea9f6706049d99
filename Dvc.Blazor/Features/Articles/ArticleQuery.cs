using Dvc.Blazor.Domain.Articles;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Articles;

/// <summary>What an administrator needs for writing an article.</summary>
/// <param name="Article">Null for a new one.</param>
/// <param name="Categories">By name.</param>
/// <param name="Log">The last acts on it, newest first.</param>
public sealed record ArticleView(Article? Article, IReadOnlyList<ArticleCategory> Categories, IReadOnlyList<ArticleEvent> Log);

/// <summary>Reads an article for an administrator of the system.</summary>
public sealed class ArticleQuery(DvcDatabase database, Administrators administrators)
{
    private const int ShownActs = 10;

    /// <summary>The article, or what a new one needs when no id is given; null when there is none, and for everybody else.</summary>
    public Task<ArticleView?> RunAsync(Guid byId, Guid? id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (!await administrators.KeepArticlesAsync(db, byId, cancellationToken))
                {
                    return null;
                }

                var article = id is null ? null : await db.Articles.SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
                if (id is not null && article is null)
                {
                    return null;
                }

                return new ArticleView(
                    article,
                    await db.ArticleCategories.OrderBy(c => c.Name).ToListAsync(cancellationToken),
                    await db
                        .ArticleEvents.Where(e => e.ArticleId == id)
                        .OrderByDescending(e => e.At)
                        .ThenByDescending(e => e.Id)
                        .Take(ShownActs)
                        .ToListAsync(cancellationToken)
                );
            },
            cancellationToken
        );
}
