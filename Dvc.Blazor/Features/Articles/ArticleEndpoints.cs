using Dvc.Blazor.Domain.Articles;
using Dvc.Blazor.Infrastructure.Articles;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Articles;

/// <summary>Pictures of articles, for everybody; and how an article will look, while it is written.</summary>
internal static class ArticleEndpoints
{
    private const string ForGood = "public, max-age=31536000, immutable";
    private const int MostBytesPerCharacter = 4;

    public static void MapArticlePictures(this IEndpointRouteBuilder routes) =>
        routes
            .MapReading("/bai-viet/anh/{sha256}", PictureAsync)
            .AllowAnonymous()
            .WithMetadata(new SameForEverybody())
            .WithSecurityHeadersPolicy(PaperEndpoints.HeadersPolicy);

    public static void MapArticlePreview(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/quan-tri/bai-viet/xem-thu", PreviewAsync).RequireAuthorization(Policies.Administrators);

    private static async Task<IResult> PictureAsync(HttpContext http, string sha256, DvcDatabase database, IFileStore store)
    {
        var picture = await database.ReadAsync(
            db => db.ArticlePictures.SingleOrDefaultAsync(p => p.Sha256 == sha256, http.RequestAborted),
            http.RequestAborted
        );
        if (picture is null)
        {
            return Results.NotFound();
        }

        try
        {
            var content = await store.OpenAsync(picture.Sha256, http.RequestAborted);
            http.Response.Headers.CacheControl = ForGood;
            http.Response.ContentLength = content.Length;
            return Results.Stream(content, picture.MediaType);
        }
        catch (FileDamagedException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    // Nothing is kept, and nothing is shown but what was sent.
    private static async Task<IResult> PreviewAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (http.Request.ContentLength is null or > ArticleContent.MaxBody * MostBytesPerCharacter)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        using var reader = new StreamReader(http.Request.Body);
        var markdown = await reader.ReadToEndAsync(cancellationToken);
        return Results.Text(ArticleMarkdown.ToHtml(markdown), "text/html; charset=utf-8");
    }
}
