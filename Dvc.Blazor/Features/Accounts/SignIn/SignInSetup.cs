using Dvc.Blazor.Features.Accounts.Passwords;
using Dvc.Blazor.Features.Accounts.Sessions;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Accounts.SignIn;

internal static class SignInSetup
{
    /// <summary>Signing in and out, passwords, and moving to another e-mail address.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services) =>
        services
            .AddSingleton<NetworkTries>()
            .AddSingleton<SessionDesk>()
            .AddSingleton<ForgottenPassword>()
            .AddScoped<SignInDesk>()
            .AddScoped<ResetTokens>()
            .AddScoped<PasswordDesk>()
            .AddScoped<EmailDesk>()
            .AddOutboxHandler<PasswordForgotten, PasswordForgottenAnswer>();
}
