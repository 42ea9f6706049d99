using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Web;

/// <summary>
/// Live connections (<c>/_blazor</c>, <c>/hubs</c>) are opened by this site's pages only: browsers send cookies along with a
/// WebSocket from any site, and antiforgery does not reach there. Answers 403 to a foreign origin, and to a WebSocket without one.
/// </summary>
public sealed class OriginCheck(RequestDelegate next, IOptions<PortalOptions> portal)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsLiveConnection(context.Request.Path) || IsAllowed(context))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsLiveConnection(PathString path) =>
        path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);

    private bool IsAllowed(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return !context.WebSockets.IsWebSocketRequest;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from) && (IsOwnHost(from, context.Request) || IsPublicUrl(from));
    }

    private static bool IsOwnHost(Uri from, HttpRequest request) =>
        Uri.TryCreate($"{from.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own)
        && string.Equals(from.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);

    private bool IsPublicUrl(Uri from) =>
        portal.Value.PublicUrl is { } url
        && from.Scheme == url.Scheme
        && string.Equals(from.Authority, url.Authority, StringComparison.OrdinalIgnoreCase);
}
