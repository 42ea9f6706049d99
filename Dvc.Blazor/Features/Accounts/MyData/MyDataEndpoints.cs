using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Dvc.Blazor.Features.Accounts.MyData;

internal static class MyDataEndpoints
{
    public static void MapMyData(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/tai-khoan/du-lieu/tai-ve", ExportAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithMetadata(new RateLimitedAttribute(LimitKind.Export));

    private static async Task<IResult> ExportAsync(HttpContext context, IAntiforgery antiforgery, DataExport export, TimeProvider clock)
    {
        if (CurrentUser.Of(context.User) is not { } user || !await antiforgery.IsRequestValidAsync(context))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        await export.NoteAsync(user.Id, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        // The zip writer ends each of its entries with a few bytes written synchronously.
        if (context.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true;
        }

        return Results.Stream(
            target => WriteAsync(context, export, user.Id, target),
            "application/zip",
            $"du-lieu-cua-toi-{VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime):yyyy-MM-dd}.zip"
        );
    }

    private static async Task WriteAsync(HttpContext context, DataExport export, Guid userId, Stream target)
    {
        try
        {
            await export.WriteAsync(userId, target, context.RequestAborted);
        }
        catch
        {
            // Half a zip must not look like a whole one.
            context.Abort();
            throw;
        }
    }
}
