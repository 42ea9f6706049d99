using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Dvc.Blazor.Infrastructure.Web;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Accounts.Passkeys;

/// <summary>What <c>passkeys.js</c> talks to. Each request carries the token of the form it stands in.</summary>
public static class PasskeyEndpoints
{
    /// <summary>Options for a new passkey.</summary>
    public const string Offer = "/tai-khoan/bao-mat/khoa-truy-cap/tuy-chon";

    /// <summary>Where a new passkey is sent to.</summary>
    public const string Add = "/tai-khoan/bao-mat/khoa-truy-cap/them";

    /// <summary>Options for signing in.</summary>
    public const string Ask = "/dang-nhap/khoa-truy-cap/tuy-chon";

    /// <summary>Where a shown passkey is sent to.</summary>
    public const string SignIn = "/dang-nhap/khoa-truy-cap";

    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services
            .AddOptions<IdentityPasskeyOptions>()
            .Configure<IOptions<PortalOptions>>(
                (passkeys, portal) =>
                {
                    // A passkey belongs to the name people reach the portal by, not to the one a proxy calls it.
                    passkeys.ServerDomain = portal.Value.PublicUrl?.IdnHost;
                    passkeys.UserVerificationRequirement = "required";
                    passkeys.ResidentKeyRequirement = "required";
                }
            );
        return services.AddScoped<PasskeyDesk>();
    }

    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Offer, OfferAsync).RequireAuthorization(Policies.SignedIn).WithMetadata(new RateLimitedAttribute(LimitKind.SignIn));
        routes.MapPost(Add, AddAsync).RequireAuthorization(Policies.SignedIn);
        routes.MapPost(Ask, AskAsync).AllowAnonymous();
        routes.MapPost(SignIn, SignInAsync).AllowAnonymous().WithMetadata(new RateLimitedAttribute(LimitKind.SignIn));
    }

    private static async Task<IResult> OfferAsync(HttpContext context, IAntiforgery antiforgery, PasskeyDesk desk)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        // No error status: the browser would call it one in its console, though the page says what to do.
        var options = await desk.OfferAsync(Person(context), form["proof"]);
        return options is null ? Results.NoContent() : Json(options);
    }

    private static async Task<IResult> AddAsync(HttpContext context, IAntiforgery antiforgery, PasskeyDesk desk)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var added = await desk.AddAsync(Person(context), form["credential"], BrowserWords.Device(context.Request.Headers.UserAgent));
        var back = LocalAddress.IsLocal(form["tro-lai"]) ? $"&tro-lai={Uri.EscapeDataString(form["tro-lai"]!)}" : "";
        return Results.LocalRedirect(
            $"{PasskeysPage.Address}?{PasskeysPage.News}={(added ? PasskeysPage.Added : PasskeysPage.Failed)}{back}"
        );
    }

    private static async Task<IResult> AskAsync(HttpContext context, IAntiforgery antiforgery, PasskeyDesk desk) =>
        await antiforgery.IsRequestValidAsync(context) ? Json(await desk.AskAsync()) : Results.BadRequest();

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, PasskeyDesk desk)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        string? back = form["tro-lai"];
        if (await desk.SignInAsync(form["credential"], back, context) is { } next)
            return Results.LocalRedirect(next);
        var way = LocalAddress.IsLocal(back) ? $"&tro-lai={Uri.EscapeDataString(back!)}" : "";
        return Results.LocalRedirect($"/dang-nhap?{PasskeySignIn.News}={PasskeySignIn.Failed}{way}");
    }

    private static Guid Person(HttpContext context) => CurrentUser.Of(context.User)!.Id;

    private static IResult Json(string options) => Results.Text(options, "application/json");
}
