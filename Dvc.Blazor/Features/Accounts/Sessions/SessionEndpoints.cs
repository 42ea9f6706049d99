using Dvc.Blazor.Features.Accounts.SignIn;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Antiforgery;

namespace Dvc.Blazor.Features.Accounts.Sessions;

/// <summary>Signing out, here and elsewhere. Each changes something, so each is a form with a token; a link only asks.</summary>
internal static class SessionEndpoints
{
    public const string EndOnePath = "/tai-khoan/noi-dang-nhap/dang-xuat";
    public const string EndAllPath = "/tai-khoan/noi-dang-nhap/dang-xuat-het";
    private const string ListAddress = "/tai-khoan#noi-dang-nhap";

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        // Before the page of the same address, which only asks.
        routes.MapPost("/dang-xuat", SignOutAsync).AllowAnonymous().WithOrder(-1);
        routes.MapPost(EndOnePath, EndOneAsync).RequireAuthorization(Policies.SignedIn);
        routes.MapPost(EndAllPath, EndAllAsync).RequireAuthorization(Policies.SignedIn);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignInDesk desk)
    {
        if (context.User.Identity is not { IsAuthenticated: true })
            return Results.LocalRedirect(LocalAddress.Home);
        return await antiforgery.IsRequestValidAsync(context) ? await LeaveAsync(context, desk, LocalAddress.Home) : Forged();
    }

    private static async Task<IResult> EndOneAsync(HttpContext context, IAntiforgery antiforgery, SessionDesk sessions)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Forged();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Guid.TryParse(form["phien"], out var session))
            await sessions.EndAsync(CurrentUser.Of(context.User)!, session, context.RequestAborted);
        return Results.LocalRedirect(ListAddress);
    }

    private static async Task<IResult> EndAllAsync(HttpContext context, IAntiforgery antiforgery, SessionDesk sessions, SignInDesk desk)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Forged();
        await sessions.EndAllAsync(CurrentUser.Of(context.User)!, context.RequestAborted);
        return await LeaveAsync(context, desk, "/dang-xuat");
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, SignInDesk desk, string next)
    {
        await desk.SignOutAsync(context);
        // Photos kept for a resumed upload, and words kept for a dead link, are not for whoever sits down next.
        context.Response.Headers["Clear-Site-Data"] = "\"storage\"";
        return Results.LocalRedirect(next);
    }

    private static IResult Forged() => Results.StatusCode(StatusCodes.Status400BadRequest);
}
