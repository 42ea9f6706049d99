using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>
/// Links with which new officers choose their first password: for one account, for some days. They travel in the letter and are written down nowhere
/// else. A link is spent once the account has a password; that is looked up where it is used.
/// </summary>
public sealed class OfficerInvitations(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Days in which a link counts.</summary>
    public const int Days = 7;

    /// <summary>Path of the page that the link leads to, without a slash at the start.</summary>
    public const string Page = "nhan-tai-khoan";

    private const int MaxLength = 1000;

    private readonly IDataProtector _protector = protection.CreateProtector("Dvc.OfficerInvitation");

    /// <summary>Path and query of the link for an account.</summary>
    public string PathFor(Guid userId)
    {
        var until = clock.GetUtcNow().AddDays(Days).ToUnixTimeSeconds();
        return $"{Page}?ma={_protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{userId:N} {until}"))}";
    }

    /// <summary>Whose link it is; null when it is altered, too old, or of another installation.</summary>
    public Guid? OwnerOf(string? token)
    {
        if (token is not { Length: > 0 and <= MaxLength })
            return null;
        try
        {
            return
                _protector.Unprotect(token).Split(' ') is [var id, var until]
                && clock.GetUtcNow().ToUnixTimeSeconds() <= long.Parse(until, CultureInfo.InvariantCulture)
                ? Guid.Parse(id, CultureInfo.InvariantCulture)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
