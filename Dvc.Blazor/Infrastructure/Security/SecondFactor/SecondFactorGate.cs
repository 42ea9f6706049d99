using System.Security.Claims;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>
/// Somebody who has to set up a second factor first gets nowhere else: pages lead to the set-up, and everything that is no page (circuits, hubs,
/// downloads, uploads) answers 403.
/// </summary>
public sealed class SecondFactorGate(RequestDelegate next)
{
    /// <summary>Where a second factor is set up.</summary>
    public const string SetUp = "/tai-khoan/bao-mat";

    private static readonly PathString[] Open = [SetUp, "/dang-xuat", "/loi", "/healthz"];

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsShut(context.User) || IsOpen(context))
            return next(context);
        if (!IsPage(context.Request))
        {
            // No page in words either: what was sent here would be sent on to it.
            if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        var back = context.Request.Path + context.Request.QueryString;
        context.Response.Redirect($"{SetUp}?tro-lai={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }

    /// <summary>Whether nothing but the way to a second factor is open to the person.</summary>
    public static bool IsShut(ClaimsPrincipal person) => person.HasClaim(c => c.Type == PersonClaims.SecondFactorMissing);

    private static bool IsOpen(HttpContext context) =>
        Array.Exists(Open, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
