using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.AspNetCore.Authentication;

namespace Dvc.Blazor.Features.Accounts.External;

/// <summary>The way to the provider of identities and back. Links, not forms: the page's policy lets forms go nowhere else.</summary>
public static class ExternalEndpoints
{
    /// <summary>Where the way to the provider begins.</summary>
    public const string Start = "/dang-nhap/ngoai";

    private const string Arrival = "/dang-nhap/ngoai/ve";

    public static IServiceCollection AddExternalSignIn(this IServiceCollection services) => services.AddScoped<ExternalDesk>();

    public static void MapExternalSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Start, Leave).AllowAnonymous();
        routes.MapGet(Arrival, ArriveAsync).AllowAnonymous();
    }

    /// <summary>The address of the way to the provider, and from there back to where the person was going.</summary>
    public static string StartFor(string? back) => LocalAddress.IsLocal(back) ? $"{Start}?tro-lai={Uri.EscapeDataString(back!)}" : Start;

    private static IResult Leave(ExternalDesk desk, HttpContext context) =>
        desk.IsOn
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = Arrival + BackQuery(context) }, [OidcOptions.Scheme])
            : Results.NotFound();

    private static async Task<IResult> ArriveAsync(ExternalDesk desk, HttpContext context) =>
        desk.IsOn ? Results.LocalRedirect(await desk.ArriveAsync(context.Request.Query["tro-lai"], context)) : Results.NotFound();

    private static string BackQuery(HttpContext context) =>
        context.Request.Query["tro-lai"].ToString() is var back && LocalAddress.IsLocal(back)
            ? $"?tro-lai={Uri.EscapeDataString(back)}"
            : "";
}
