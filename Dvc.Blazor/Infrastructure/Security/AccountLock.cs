using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>
/// Tells a lock that an administrator has set from the short one that follows wrong passwords. Only the first ends sessions:
/// otherwise anybody could put a citizen out of a half-filled form by guessing at the password.
/// </summary>
public static class AccountLock
{
    /// <summary>Whether the account is closed for longer than wrong passwords ever close it.</summary>
    /// <param name="user">The account.</param>
    /// <param name="options">Rules of locking.</param>
    /// <param name="now">UTC.</param>
    public static bool EndsSessions(DvcUser user, LockoutOptions options, DateTimeOffset now) =>
        user.LockoutEnabled && user.LockoutEnd > now + options.DefaultLockoutTimeSpan;
}
