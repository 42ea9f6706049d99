namespace Dvc.Blazor.Features.Articles;

public static class ArticlesFeature
{
    /// <summary>News and guidance: written by the system's administrators, read by everybody.</summary>
    public static IServiceCollection AddArticles(this IServiceCollection services) =>
        services.AddSingleton<ArticleDesk>().AddSingleton<ArticleQuery>().AddSingleton<ArticleListQuery>().AddSingleton<NewsQuery>();

    public static void MapArticles(this IEndpointRouteBuilder routes)
    {
        routes.MapArticlePictures();
        routes.MapArticlePreview();
    }
}
