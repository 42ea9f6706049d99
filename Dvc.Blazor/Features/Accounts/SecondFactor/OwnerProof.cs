using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.SecondFactor;

/// <summary>
/// Before something changes that lets people in, the person at the browser proves once more to be the owner: by the password or by a code of the app.
/// Wrong ones count like wrong ones at the sign-in.
/// </summary>
public sealed class OwnerProof(UserManager<DvcUser> users, SignInManager<DvcUser> signIn)
{
    public const int MaxLength = 256;

    /// <param name="user">Whose account.</param>
    /// <param name="proof">What was typed: the password, or six digits.</param>
    public async Task<bool> HoldsAsync(DvcUser user, string? proof)
    {
        if (string.IsNullOrEmpty(proof) || proof.Length > MaxLength || await users.IsLockedOutAsync(user))
            return false;
        if (user.TwoFactorEnabled && TypedCode.Digits(proof) is { } code && await IsCurrentCodeAsync(user, code))
            return true;
        return (await signIn.CheckPasswordSignInAsync(user, proof, lockoutOnFailure: true)).Succeeded;
    }

    private Task<bool> IsCurrentCodeAsync(DvcUser user, string code) =>
        users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code);
}
