using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts;

/// <summary>
/// Lets people in and out. A refusal costs one password hash and says nothing more, whether the account is unknown, locked or the password wrong:
/// nobody learns here who has an account.
/// </summary>
public sealed class SignInDesk(SignInManager<DvcUser> signIn, UserManager<DvcUser> users, IPasswordHasher<DvcUser> hasher)
{
    private static readonly DvcUser Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<DvcUser>().HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <returns>Where to go now, or null when the person was not let in.</returns>
    public async Task<string?> SignInAsync(string email, string password, string? returnAddress)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is null)
        {
            SpendTheTimeOfAHash(password);
            return null;
        }

        var result = await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (result.IsLockedOut || result.IsNotAllowed)
            SpendTheTimeOfAHash(password);
        return result.Succeeded ? await LandingAsync(user, returnAddress) : null;
    }

    public Task SignOutAsync() => signIn.SignOutAsync();

    private async Task<string> LandingAsync(DvcUser user, string? returnAddress)
    {
        if (!string.IsNullOrEmpty(returnAddress))
            return LocalAddress.OrHome(returnAddress);
        var roles = await users.GetRolesAsync(user);
        return roles.Any(Roles.Staff.Contains) ? "/mot-cua" : LocalAddress.Home;
    }

    private void SpendTheTimeOfAHash(string password) => hasher.VerifyHashedPassword(Nobody, NobodysHash, password);
}
