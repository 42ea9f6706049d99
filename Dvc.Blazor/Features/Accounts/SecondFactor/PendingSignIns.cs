using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.SecondFactor;

/// <summary>A sign-in whose password was right and whose second proof is still to come.</summary>
/// <param name="User">Whose account.</param>
/// <param name="Back">Where the person was going, or null.</param>
public sealed record PendingSignIn(DvcUser User, string? Back);

/// <summary>
/// Keeps a sign-in between its two steps: in a cookie whose it is and where it goes, in the database how many codes were tried, since a cookie can be
/// put back. A new attempt ends the one before.
/// </summary>
public sealed class PendingSignIns(UserManager<DvcUser> users, IDataProtectionProvider protection, IHostEnvironment environment)
{
    public const int MostTries = 5;
    private const string Keeper = "Dvc";
    private const string Attempt = "SignInAttempt";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Dvc.SecondStep").ToTimeLimitedDataProtector();

    private string CookieName => environment.IsDevelopment() ? "dvc-step" : "__Host-dvc-step";

    /// <summary>Begins the second step for somebody whose password was right.</summary>
    public async Task BeginAsync(DvcUser user, string? back, HttpContext context)
    {
        var attempt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await KeepAsync(user, attempt, 0);
        var cookie = JsonSerializer.Serialize(new Carried(user.Id, attempt, LocalAddress.IsLocal(back) ? back : null));
        context.Response.Cookies.Append(CookieName, _protector.Protect(cookie, Life), Rules(context));
    }

    /// <summary>The sign-in under way in this browser; null when there is none, it took too long, or it has used up its tries.</summary>
    public async Task<PendingSignIn?> FindAsync(HttpContext context) =>
        Read(context) is { } carried
        && await users.FindByIdAsync(carried.UserId.ToString()) is { } user
        && !await users.IsLockedOutAsync(user)
        && await TriesAsync(user, carried.Attempt) is < MostTries
            ? new PendingSignIn(user, carried.Back)
            : null;

    /// <summary>Spends one try, before the code is looked at: codes sent all at once get no more tries than codes sent one by one.</summary>
    public async Task<bool> TakeTryAsync(PendingSignIn pending, HttpContext context) =>
        Read(context) is { } carried
        && await TriesAsync(pending.User, carried.Attempt) is { } tries and < MostTries
        && await KeepAsync(pending.User, carried.Attempt, tries + 1);

    /// <summary>The sign-in is through; its cookie is worth nothing any more.</summary>
    public async Task EndAsync(PendingSignIn pending, HttpContext context)
    {
        await users.RemoveAuthenticationTokenAsync(pending.User, Keeper, Attempt);
        context.Response.Cookies.Delete(CookieName, Rules(context));
    }

    private async Task<bool> KeepAsync(DvcUser user, string attempt, int tries) =>
        (
            await users.SetAuthenticationTokenAsync(
                user,
                Keeper,
                Attempt,
                string.Create(CultureInfo.InvariantCulture, $"{attempt}:{tries}")
            )
        ).Succeeded;

    private async Task<int?> TriesAsync(DvcUser user, string attempt)
    {
        var kept = await users.GetAuthenticationTokenAsync(user, Keeper, Attempt);
        return kept?.Split(':') is [var id, var tries] && id == attempt ? int.Parse(tries, CultureInfo.InvariantCulture) : null;
    }

    private Carried? Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[CookieName] is { Length: > 0 } cookie
                ? JsonSerializer.Deserialize<Carried>(_protector.Unprotect(cookie))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private CookieOptions Rules(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            Secure = !environment.IsDevelopment() || context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
        };

    private sealed record Carried(Guid UserId, string Attempt, string? Back);
}
