using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Whose password is not enough to get in.</summary>
public sealed class SecondFactorRule(IOptions<SecondFactorOptions> options)
{
    private static readonly string[] Bound = [.. Roles.Staff, Roles.SystemAdministrator];

    /// <summary>Whether people with these roles have to have a second factor.</summary>
    public bool IsRequiredOf(IEnumerable<string> roles) =>
        options.Value.RequireSecondFactor && roles.Any(role => Bound.Contains(role, StringComparer.Ordinal));

    /// <summary>Whether the person has to have a second factor and has set none up yet.</summary>
    public async Task<bool> IsMissingAsync(UserManager<DvcUser> users, DvcUser user) =>
        !user.TwoFactorEnabled && IsRequiredOf(await users.GetRolesAsync(user)) && (await users.GetPasskeysAsync(user)).Count == 0;

    /// <summary>
    /// Whether a right password has to be followed by a code or a passkey: with an authenticator app always; with nothing but passkeys
    /// only where a second factor is required, since others may well sign in by password alone.
    /// </summary>
    public async Task<bool> IsAskedForAsync(UserManager<DvcUser> users, DvcUser user) =>
        user.TwoFactorEnabled || (IsRequiredOf(await users.GetRolesAsync(user)) && (await users.GetPasskeysAsync(user)).Count > 0);
}
