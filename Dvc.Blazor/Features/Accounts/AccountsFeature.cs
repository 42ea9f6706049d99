using Dvc.Blazor.Features.Accounts.Profile;
using Dvc.Blazor.Infrastructure;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Accounts;

public static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSettings<AccountsOptions>(AccountsOptions.Section);
        services.AddSingleton<IValidateOptions<AccountsOptions>, AccountsOptionsCheck>();
        services.Configure<RateLimiterOptions>(limits => limits.AddPolicy<string, SignInLimit>(SignInLimit.Name));
        services.AddSingleton<ProfileDesk>();
        return services.AddScoped<SignInDesk>();
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes) =>
        // Before the page of the same address, which only asks.
        routes.MapPost("/dang-xuat", SignOutAsync).AllowAnonymous().WithOrder(-1);

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignInDesk desk)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            await desk.SignOutAsync();
            // Photos kept for a resumed upload, and words kept for a dead link, are not for whoever sits down next.
            context.Response.Headers["Clear-Site-Data"] = "\"storage\"";
        }

        return Results.LocalRedirect(LocalAddress.Home);
    }
}
