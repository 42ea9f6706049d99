using Dvc.Blazor.Domain.Articles;
using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Infrastructure.Articles;

public static class VisibleArticles
{
    /// <summary>The articles that everybody sees at this moment (UTC), the pinned ones and then the newest first.</summary>
    public static IOrderedQueryable<Article> ArticlesShownAt(this DvcDbContext db, DateTime nowUtc) =>
        db
            .Articles.Where(a => a.State == ArticleState.Published && a.PublishAt <= nowUtc)
            .OrderByDescending(a => a.IsPinned)
            .ThenByDescending(a => a.PublishAt)
            .ThenBy(a => a.Id);
}
