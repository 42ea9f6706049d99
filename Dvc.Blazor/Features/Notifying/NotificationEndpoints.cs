using System.Globalization;
using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;

namespace Dvc.Blazor.Features.Notifying;

internal static class NotificationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading("/thong-bao/so-chua-doc", CountAsync).RequireAuthorization(Policies.SignedIn);
        routes.MapReading("/thong-bao/{id:guid}", OpenAsync).RequireAuthorization(Policies.SignedIn);
    }

    // For the bell of open pages.
    private static async Task<IResult> CountAsync(
        ClaimsPrincipal person,
        HttpContext http,
        NotificationsQuery query,
        CancellationToken cancellationToken
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var count = await query.UnreadAsync(person, cancellationToken) ?? 0;
        return Results.Text(count.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<IResult> OpenAsync(
        Guid id,
        ClaimsPrincipal person,
        NotificationDesk desk,
        CancellationToken cancellationToken
    ) =>
        CurrentUser.Of(person) is { } user && await desk.OpenAsync(user.Id, id, cancellationToken) is { } address
            ? Results.LocalRedirect(address)
            : Results.NotFound();
}
