using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Web;
using Microsoft.Net.Http.Headers;

namespace Dvc.Blazor.Features.Portals;

/// <summary>Gives out the emblem that counts now, and no other stored file. Its address changes with the picture, so browsers keep it for good.</summary>
internal static class EmblemEndpoint
{
    private const string ForGood = "public, max-age=31536000, immutable";

    public static void MapEmblem(this IEndpointRouteBuilder routes) =>
        routes
            .MapReading("/bieu-trung/{sha256}", ServeAsync)
            .AllowAnonymous()
            .WithMetadata(new SameForEverybody())
            .WithSecurityHeadersPolicy(PaperEndpoints.HeadersPolicy);

    private static async Task<IResult> ServeAsync(HttpContext http, string sha256, StandingPortal standing, IFileStore store)
    {
        if (standing.Now.Emblem is not { } emblem || emblem.Sha256 != sha256)
        {
            return Results.NotFound();
        }

        try
        {
            var content = await store.OpenAsync(emblem.Sha256, http.RequestAborted);
            http.Response.Headers[HeaderNames.CacheControl] = ForGood;
            http.Response.ContentLength = content.Length;
            return Results.Stream(content, emblem.MediaType);
        }
        catch (FileDamagedException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
