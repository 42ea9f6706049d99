using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace Dvc.Blazor.Features.Accounts.Passwords;

/// <summary>Links with which a forgotten password is replaced: for one account, for two hours, and only until anything about its sign-in changes.</summary>
public sealed class ResetTokens(IDataProtectionProvider protection, UserManager<DvcUser> users, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);
    private const int MaxLength = 1000;

    private readonly IDataProtector _protector = protection.CreateProtector("Dvc.PasswordReset");

    /// <summary>A token fit for an address.</summary>
    public string For(DvcUser user)
    {
        var until = (clock.GetUtcNow() + Life).ToUnixTimeSeconds();
        var said = string.Create(CultureInfo.InvariantCulture, $"{user.Id}|{until}|{user.SecurityStamp}");
        return WebEncoders.Base64UrlEncode(_protector.Protect(Encoding.UTF8.GetBytes(said)));
    }

    /// <summary>Whose token it is; null when it is altered, too old, used, or of another installation.</summary>
    public async Task<DvcUser?> OwnerOfAsync(string? token)
    {
        if (Read(token) is not [var id, var until, var stamp])
            return null;
        if (clock.GetUtcNow().ToUnixTimeSeconds() > long.Parse(until, CultureInfo.InvariantCulture))
            return null;
        var user = await users.FindByIdAsync(id);
        return user is { ErasedAt: null } && user.SecurityStamp == stamp ? user : null;
    }

    private string[]? Read(string? token)
    {
        if (token is not { Length: > 0 and <= MaxLength })
            return null;
        try
        {
            return Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(token))).Split('|', 3);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
