using Dvc.Blazor.Features.Accounts.SignIn;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.SecondFactor;

/// <summary>What the second step can be taken with.</summary>
/// <param name="HasApp">A code of the authenticator app.</param>
/// <param name="HasCodes">A recovery code.</param>
/// <param name="HasPasskeys">A passkey.</param>
/// <param name="Back">Where the person was going, or null.</param>
public sealed record SecondStep(bool HasApp, bool HasCodes, bool HasPasskeys, string? Back);

/// <summary>The second step of a sign-in: a code of the app or a recovery code after the right password.</summary>
public sealed class SecondStepDesk(UserManager<DvcUser> users, PendingSignIns pending, SignInDesk desk)
{
    /// <summary>The step this browser has before it, or null when the sign-in has to begin anew.</summary>
    public async Task<SecondStep?> FindAsync(HttpContext context) =>
        await pending.FindAsync(context) is { User: var user, Back: var back }
            ? new SecondStep(
                user.TwoFactorEnabled,
                await users.CountRecoveryCodesAsync(user) > 0,
                (await users.GetPasskeysAsync(user)).Count > 0,
                back
            )
            : null;

    /// <returns>Where to go now, or null for a wrong code.</returns>
    public Task<string?> TryAppCodeAsync(string? typed, HttpContext context) =>
        TryAsync(
            TypedCode.Digits(typed),
            async (user, code) =>
                user.TwoFactorEnabled && await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code),
            context
        );

    /// <returns>Where to go now, or null for a wrong code.</returns>
    public Task<string?> TryRecoveryCodeAsync(string? typed, HttpContext context) =>
        TryAsync(
            TypedCode.Recovery(typed),
            async (user, code) => (await users.RedeemTwoFactorRecoveryCodeAsync(user, code)).Succeeded,
            context
        );

    private async Task<string?> TryAsync(string? code, Func<DvcUser, string, Task<bool>> isRight, HttpContext context)
    {
        // What cannot be a code is a slip of the finger and costs no try.
        if (code is null || await pending.FindAsync(context) is not { } step || !await pending.TakeTryAsync(step, context))
            return null;
        if (!await isRight(step.User, code))
        {
            await users.AccessFailedAsync(step.User);
            return null;
        }

        await pending.EndAsync(step, context);
        return await desk.FinishAsync(step.User, SignInMethod.SecondFactor, step.Back, context);
    }
}
