using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Checks codes of authenticator apps for the account system; unlike the framework's own, it takes each code once.</summary>
public sealed class OneUseAuthenticator(TimeProvider clock) : AuthenticatorTokenProvider<DvcUser>
{
    private const string Keeper = "Dvc";
    private const string LastStep = "AuthenticatorStep";

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<DvcUser> manager, DvcUser user)
    {
        var key = await manager.GetAuthenticatorKeyAsync(user);
        if (string.IsNullOrEmpty(key))
            return false;
        var last = await manager.GetAuthenticationTokenAsync(user, Keeper, LastStep);
        var usedUpTo = last is null ? long.MinValue : long.Parse(last, CultureInfo.InvariantCulture);
        return OneTimePassword.StepOf(key, token, clock.GetUtcNow(), usedUpTo) is { } step && await SpendAsync(manager, user, step);
    }

    /// <summary>Notes that a code was used. False when somebody else changed the account at the same moment, perhaps with the same code.</summary>
    internal static async Task<bool> SpendAsync(UserManager<DvcUser> manager, DvcUser user, long step) =>
        (await manager.SetAuthenticationTokenAsync(user, Keeper, LastStep, step.ToString(CultureInfo.InvariantCulture))).Succeeded;
}
