using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Articles;

/// <summary>Who writes articles: they speak for the whole portal, so only administrators of the system.</summary>
internal static class ArticleKeeper
{
    public static async Task<bool> KeepArticlesAsync(
        this Administrators administrators,
        DvcDbContext db,
        Guid userId,
        CancellationToken cancellationToken
    ) => await administrators.FindAsync(db, userId, cancellationToken) is { IsSystem: true };
}
