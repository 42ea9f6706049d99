using Microsoft.AspNetCore.DataProtection;

namespace Dvc.Blazor.Infrastructure.Security.PersonalData;

/// <summary>
/// Keeps personal data unreadable in the database, its log and its backups: identity numbers, birth dates, addresses, answers, second-factor secrets.
/// The keys change every 90 days; what older keys wrote stays readable and is written anew in the background.
/// </summary>
public sealed class PersonalDataCipher(IDataProtectionProvider provider)
{
    // How the data protection of ASP.NET Core begins everything it writes.
    private const string Mark = "CfDJ8";

    private readonly IDataProtector _protector = provider.CreateProtector("Dvc.PersonalData");

    /// <summary>The text as it may lie in the database.</summary>
    public string Protect(string text) => _protector.Protect(text);

    /// <summary>The text behind a stored one. One stored before there was a cipher is given back as it is.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is missing, or the stored text was altered.</exception>
    public string Unprotect(string stored) => IsProtected(stored) ? _protector.Unprotect(stored) : stored;

    /// <summary>How everything begins that is written with the key of today.</summary>
    // Behind the mark comes the number of the key: 20 bytes together, of which 26 letters of base64 depend on nothing else.
    public string CurrentPrefix() => Protect("")[..26];

    /// <summary>Whether a stored text was written by this cipher.</summary>
    public static bool IsProtected(string stored) => stored.StartsWith(Mark, StringComparison.Ordinal);
}
