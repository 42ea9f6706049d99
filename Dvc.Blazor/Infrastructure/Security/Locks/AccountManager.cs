using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security.Locks;

/// <summary>
/// The accounts of the portal. Wrong proofs (passwords, codes) are counted one by one even when they come at once, and each lock they lead to lasts longer
/// than the one before. A right proof forgets them; so does a day without.
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
    TimeProvider clock
) : UserManager<DvcUser>(store, options, hasher, userRules, passwordRules, normalizer, errors, services, log)
{
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
