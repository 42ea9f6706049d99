using Dvc.Blazor.Domain.Articles;

namespace Dvc.Blazor.Features.Articles;

/// <summary>States and acts in words.</summary>
internal static class ArticleWords
{
    public static string Of(ArticleState state) =>
        state switch
        {
            ArticleState.Published => ArticlesText.Published,
            ArticleState.Withdrawn => ArticlesText.Withdrawn,
            _ => ArticlesText.Draft,
        };

    /// <summary>The state as readers feel it: what is published for a later day is not there yet.</summary>
    public static string Of(ArticleState state, DateTime? publishAt, DateTime nowUtc) =>
        state == ArticleState.Published && publishAt > nowUtc ? ArticlesText.Waiting : Of(state);

    public static string Of(ArticleAct act) =>
        act switch
        {
            ArticleAct.Begun => ArticlesText.ActBegun,
            ArticleAct.Published => ArticlesText.ActPublished,
            ArticleAct.Withdrawn => ArticlesText.ActWithdrawn,
            _ => ArticlesText.ActChanged,
        };
}
