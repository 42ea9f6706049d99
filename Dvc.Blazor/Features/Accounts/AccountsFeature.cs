using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Features.Accounts.Letters;
using Dvc.Blazor.Features.Accounts.Passkeys;
using Dvc.Blazor.Features.Accounts.Profile;
using Dvc.Blazor.Features.Accounts.SecondFactor;
using Dvc.Blazor.Features.Accounts.SignIn;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        services.TryAddScoped<LetterWriter>();
        services.AddSecondFactor().AddPasskeys();
        return services.AddScoped<SignInDesk>().AddOutboxHandler<AccountLetter, AccountLetterMail>();
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        // Before the page of the same address, which only asks.
        routes.MapPost("/dang-xuat", SignOutAsync).AllowAnonymous().WithOrder(-1);
        routes.MapPasskeys();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignInDesk desk)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            await desk.SignOutAsync(context);
            // Photos kept for a resumed upload, and words kept for a dead link, are not for whoever sits down next.
            context.Response.Headers["Clear-Site-Data"] = "\"storage\"";
        }

        return Results.LocalRedirect(LocalAddress.Home);
    }
}
