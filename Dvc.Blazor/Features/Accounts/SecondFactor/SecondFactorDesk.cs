using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.SecondFactor;

/// <summary>What stands between a stolen password and an account.</summary>
/// <param name="HasApp">An authenticator app is asked for at the sign-in.</param>
/// <param name="CodesLeft">Recovery codes not used yet.</param>
/// <param name="Passkeys">How many passkeys the account has.</param>
/// <param name="IsRequired">The person has to have a second factor.</param>
public sealed record SecondFactorState(bool HasApp, int CodesLeft, int Passkeys, bool IsRequired)
{
    /// <summary>Until it has been read: a page is drawn for the first time before its data has come, and only the last drawing is sent.</summary>
    public static SecondFactorState Unread { get; } = new(false, 0, 0, false);

    /// <summary>Nothing else is open until one is set up.</summary>
    public bool IsMissing => IsRequired && !HasApp && Passkeys == 0;

    /// <summary>Whether recovery codes have something to stand in for.</summary>
    public bool UsesCodes => HasApp || (IsRequired && Passkeys > 0);
}

/// <summary>What became of an attempt to change the second factor.</summary>
public enum SecondFactorOutcome
{
    Done,

    /// <summary>The page stood open for too long.</summary>
    Expired,
    WrongCode,
    WrongProof,
}

/// <summary>Sets authenticator apps and recovery codes up and takes them away.</summary>
public sealed class SecondFactorDesk(
    UserManager<DvcUser> users,
    SecondFactorRule rule,
    EnrolmentKeys keys,
    OwnerProof proof,
    AccountChange change,
    TimeProvider clock
)
{
    public const int CodeCount = 10;

    // Where the account system itself looks for them.
    private const string KeyKeeper = "[AspNetUserStore]";
    private const string KeyName = "AuthenticatorKey";
    private const string CodesName = "RecoveryCodes";

    public async Task<SecondFactorState> StateAsync(Guid userId)
    {
        var user = await UserAsync(userId);
        return new SecondFactorState(
            user.TwoFactorEnabled,
            await users.CountRecoveryCodesAsync(user),
            (await users.GetPasskeysAsync(user)).Count,
            rule.IsRequiredOf(await users.GetRolesAsync(user))
        );
    }

    /// <summary>The secret to show: the one of the form that came back, or a new one.</summary>
    public async Task<Enrolment> OfferAsync(Guid userId, string? ticket)
    {
        var user = await UserAsync(userId);
        return keys.Read(user, ticket) ?? keys.Offer(user);
    }

    /// <summary>From now on the sign-in asks for a code of this app, and of no other.</summary>
    /// <param name="userId">Whose account.</param>
    /// <param name="ticket">From the form.</param>
    /// <param name="code">What the person typed from the app.</param>
    /// <param name="owner">Password or code of the former app; not asked of those who may do nothing else yet.</param>
    /// <returns>The new recovery codes when it is done and the account had none.</returns>
    public async Task<(SecondFactorOutcome Outcome, IReadOnlyList<string> Codes)> TurnOnAsync(
        Guid userId,
        string? ticket,
        string? code,
        string? owner
    )
    {
        var user = await UserAsync(userId);
        if (keys.Read(user, ticket) is not { } offered)
            return (SecondFactorOutcome.Expired, []);
        if (!await rule.IsMissingAsync(users, user) && !await proof.HoldsAsync(user, owner))
            return (SecondFactorOutcome.WrongProof, []);
        var digits = TypedCode.Digits(code);
        if (digits is null || OneTimePassword.StepOf(offered.Key, digits, clock.GetUtcNow(), long.MinValue) is not { } step)
            return (SecondFactorOutcome.WrongCode, []);

        Must(await users.SetAuthenticationTokenAsync(user, KeyKeeper, KeyName, offered.Key));
        if (!await OneUseAuthenticator.SpendAsync(users, user, step))
            return (SecondFactorOutcome.WrongCode, []);
        Must(await users.SetTwoFactorEnabledAsync(user, enabled: true));
        var codes = await users.CountRecoveryCodesAsync(user) > 0 ? [] : await MakeCodesAsync(user);
        await change.DoneAsync(user, AccountEventKind.SecondFactorOn);
        return (SecondFactorOutcome.Done, codes);
    }

    public async Task<SecondFactorOutcome> TurnOffAsync(Guid userId, string? owner)
    {
        var user = await UserAsync(userId);
        if (!await proof.HoldsAsync(user, owner))
            return SecondFactorOutcome.WrongProof;
        Must(await users.SetTwoFactorEnabledAsync(user, enabled: false));
        Must(await users.RemoveAuthenticationTokenAsync(user, KeyKeeper, KeyName));
        if (!(await StateAsync(userId)).UsesCodes)
            Must(await users.RemoveAuthenticationTokenAsync(user, KeyKeeper, CodesName));
        await change.DoneAsync(user, AccountEventKind.SecondFactorOff);
        return SecondFactorOutcome.Done;
    }

    /// <summary>Ten new codes in place of all former ones.</summary>
    public async Task<(SecondFactorOutcome Outcome, IReadOnlyList<string> Codes)> RenewCodesAsync(Guid userId, string? owner)
    {
        var user = await UserAsync(userId);
        if (!await proof.HoldsAsync(user, owner))
            return (SecondFactorOutcome.WrongProof, []);
        var codes = await MakeCodesAsync(user);
        await change.DoneAsync(user, AccountEventKind.RecoveryCodesMade);
        return (SecondFactorOutcome.Done, codes);
    }

    private async Task<IReadOnlyList<string>> MakeCodesAsync(DvcUser user) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, CodeCount) ?? []];

    private async Task<DvcUser> UserAsync(Guid id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The account is gone.");

    private static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
    }
}
