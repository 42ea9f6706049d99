using System.Buffers.Text;
using System.Text;
using Dvc.Blazor.Features.Accounts.SecondFactor;
using Dvc.Blazor.Features.Accounts.SignIn;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.Passkeys;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Id of the credential, base64url.</param>
/// <param name="Name">What the owner calls it; empty when not named.</param>
/// <param name="AddedAt">UTC.</param>
public sealed record PasskeyLine(string Id, string Name, DateTime AddedAt);

/// <summary>
/// Adds, names and removes passkeys, and lets people in by one. The device checks finger, face or code each time, so a passkey counts as both factors.
/// </summary>
public sealed class PasskeyDesk(
    UserManager<DvcUser> users,
    SignInManager<DvcUser> signIn,
    SecondFactorRule rule,
    OwnerProof proof,
    AccountChange change,
    SignInDesk desk
)
{
    public const int MaxNameLength = 60;
    private const int Most = 10;
    private const int LongestCredential = 20_000;

    public async Task<IReadOnlyList<PasskeyLine>> ListAsync(Guid userId) =>
        [
            .. (await users.GetPasskeysAsync(await UserAsync(userId)))
                .OrderBy(p => p.CreatedAt)
                .Select(p => new PasskeyLine(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt.UtcDateTime)),
        ];

    /// <summary>What the browser needs to make a passkey, JSON; null when the owner was not proved, or has as many as there may be.</summary>
    public async Task<string?> OfferAsync(Guid userId, string? owner)
    {
        var user = await UserAsync(userId);
        if (!await rule.IsMissingAsync(users, user) && !await proof.HoldsAsync(user, owner))
            return null;
        if ((await users.GetPasskeysAsync(user)).Count >= Most)
            return null;
        return await signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = user.Id.ToString(),
                Name = user.Email ?? "",
                DisplayName = user.FullName,
            }
        );
    }

    /// <summary>Keeps the passkey the browser has made from the last offer to this person. False when it does not answer one.</summary>
    public async Task<bool> AddAsync(Guid userId, string? credential, string name)
    {
        if (credential is not { Length: > 0 and <= LongestCredential })
            return false;
        var made = await signIn.PerformPasskeyAttestationAsync(credential);
        if (!made.Succeeded || made.UserEntity.Id != userId.ToString())
            return false;
        var user = await UserAsync(userId);
        made.Passkey.Name = Named(name);
        if (!(await users.AddOrUpdatePasskeyAsync(user, made.Passkey)).Succeeded)
            return false;
        await change.DoneAsync(user, AccountEventKind.PasskeyAdded);
        return true;
    }

    public async Task RenameAsync(Guid userId, string? id, string? name)
    {
        var user = await UserAsync(userId);
        if (await FindAsync(user, id) is not { } passkey || Named(name) is not { Length: > 0 } named)
            return;
        passkey.Name = named;
        await users.AddOrUpdatePasskeyAsync(user, passkey);
    }

    /// <returns>False when the owner was not proved.</returns>
    public async Task<bool> RemoveAsync(Guid userId, string? id, string? owner)
    {
        var user = await UserAsync(userId);
        if (!await proof.HoldsAsync(user, owner))
            return false;
        if (await FindAsync(user, id) is not { } passkey)
            return true;
        await users.RemovePasskeyAsync(user, passkey.CredentialId);
        await change.DoneAsync(user, AccountEventKind.PasskeyRemoved);
        return true;
    }

    /// <summary>What the browser needs to ask for any passkey of this site, JSON.</summary>
    public Task<string> AskAsync() => signIn.MakePasskeyRequestOptionsAsync(null!);

    /// <returns>Where to go now, or null when the person was not let in.</returns>
    public async Task<string?> SignInAsync(string? credential, string? back, HttpContext context)
    {
        if (credential is not { Length: > 0 and <= LongestCredential })
            return null;
        var shown = await signIn.PerformPasskeyAssertionAsync(credential);
        if (!shown.Succeeded || !shown.Passkey.IsUserVerified)
            return null;
        if (!await signIn.CanSignInAsync(shown.User) || await users.IsLockedOutAsync(shown.User))
            return null;
        // The counter in it must never go back.
        var kept = await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        return kept.Succeeded ? await desk.FinishAsync(shown.User, SignInMethod.Passkey, back, context) : null;
    }

    private async Task<UserPasskeyInfo?> FindAsync(DvcUser user, string? id) =>
        id is { Length: > 0 and < 2000 } && Base64Url.IsValid(id) ? await users.GetPasskeyAsync(user, Base64Url.DecodeFromChars(id)) : null;

    private static string Named(string? name)
    {
        var clean = string.Concat((name ?? "").Normalize(NormalizationForm.FormC).Where(c => !char.IsControl(c))).Trim();
        return clean.Length > MaxNameLength ? clean[..MaxNameLength] : clean;
    }

    private async Task<DvcUser> UserAsync(Guid id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The account is gone.");
}
