using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security.Locks;

/// <summary>
/// The accounts of the portal. Wrong proofs (passwords, codes) are counted one by one even when they come at once, and each lock they lead to lasts longer
/// than the one before. A right proof forgets them; so does a day without. Of recovery codes only keyed hashes are kept.
/// </summary>
public sealed class AccountManager(
    IUserStore<DvcUser> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<DvcUser> hasher,
    IEnumerable<IUserValidator<DvcUser>> userRules,
    IEnumerable<IPasswordValidator<DvcUser>> passwordRules,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<DvcUser>> log,
    DvcDatabase database,
    AccountLetters letters,
    InstallationKeys keys,
    TimeProvider clock
) : UserManager<DvcUser>(store, options, hasher, userRules, passwordRules, normalizer, errors, services, log)
{
    private const string RecoveryCodes = "recovery-codes";

    public override async Task<IdentityResult> AccessFailedAsync(DvcUser user)
    {
        var counted = await database.WriteAsync(
            async db =>
            {
                await db.LockUserAsync(user.Id, CancellationToken);
                var row = await db.Users.SingleAsync(u => u.Id == user.Id, CancellationToken);
                if (Count(row))
                    Tell(db, row);
                return row;
            },
            CancellationToken
        );
        (user.AccessFailedCount, user.LockCount, user.LockoutEnd) = (counted.AccessFailedCount, counted.LockCount, counted.LockoutEnd);
        return IdentityResult.Success;
    }

    /// <summary>Does what counting a wrong password does, to no account: an answer must not be quicker where there is nobody.</summary>
    public Task SpendTheTimeOfACountAsync() =>
        database.WriteAsync(
            db => db.Secrets.ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, s => s.Value), CancellationToken),
            CancellationToken
        );

    public override async Task<IEnumerable<string>?> GenerateNewTwoFactorRecoveryCodesAsync(DvcUser user, int number)
    {
        var codes = Enumerable.Range(0, number).Select(_ => CreateTwoFactorRecoveryCode()).ToList();
        var key = await keys.KeyAsync(RecoveryCodes, CancellationToken);
        var kept = (IUserTwoFactorRecoveryCodeStore<DvcUser>)Store;
        await kept.ReplaceCodesAsync(user, codes.Select(c => Hash(key, user, c)), CancellationToken);
        return (await UpdateUserAsync(user)).Succeeded ? codes : null;
    }

    public override async Task<IdentityResult> RedeemTwoFactorRecoveryCodeAsync(DvcUser user, string code) =>
        await base.RedeemTwoFactorRecoveryCodeAsync(user, Hash(await keys.KeyAsync(RecoveryCodes, CancellationToken), user, code));

    private static string Hash(byte[] key, DvcUser user, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{user.Id:N} {code}")));

    private bool Count(DvcUser row)
    {
        var now = clock.GetUtcNow();
        if (row.LockoutEnd > now)
            return false;
        if (row.LockoutEnd < now - LockSteps.Memory)
            (row.AccessFailedCount, row.LockCount, row.LockoutEnd) = (0, 0, null);
        row.AccessFailedCount++;
        if (row.AccessFailedCount < Options.Lockout.MaxFailedAccessAttempts)
            return false;
        row.LockoutEnd = now + LockSteps.After(row.LockCount);
        (row.AccessFailedCount, row.LockCount) = (0, row.LockCount + 1);
        return true;
    }

    private void Tell(DvcDbContext db, DvcUser row)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        db.AccountEvents.Add(
            new AccountEvent
            {
                UserId = row.Id,
                Kind = AccountEventKind.LockedOut,
                At = now,
            }
        );
        // One letter for a row of locks is enough.
        if (row.LockCount == 1)
            letters.Add(db, AccountLetter.LockedOut(row, now));
    }
}

/// <summary>How long wrong passwords lock an account.</summary>
public static class LockSteps
{
    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
    ];

    /// <summary>The longest of these locks; whatever lasts longer was set by a person.</summary>
    public static TimeSpan Longest => Steps[^1];

    /// <summary>After so long without a lock the next one is the first again.</summary>
    public static TimeSpan Memory { get; } = TimeSpan.FromDays(1);

    /// <param name="locksBefore">Locks since the last right password.</param>
    public static TimeSpan After(int locksBefore) => Steps[Math.Min(locksBefore, Steps.Length - 1)];
}
