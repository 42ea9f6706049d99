using System.Security.Cryptography;
using System.Text;

namespace Dvc.Blazor.Infrastructure.Security.PersonalData;

/// <summary>
/// Finds people by identity number although the numbers are stored unreadable: equal numbers give equal marks, and without the key nobody can try
/// numbers out. The key lies protected in the database and never changes, since every mark depends on it.
/// </summary>
public sealed class NationalIdIndex(InstallationKeys keys)
{
    private const string Use = "national-id-index";

    /// <summary>The mark of a number: HMAC-SHA-256, lower-case hex.</summary>
    /// <param name="nationalId">CCCD or CMND, digits only.</param>
    public async ValueTask<string> MarkAsync(string nationalId, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(await keys.KeyAsync(Use, cancellationToken), Encoding.UTF8.GetBytes(nationalId)));

    /// <summary>Reads the key, or makes it at the first start, so that marks made afterwards, inside a transaction, ask the database no more.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken) => await keys.KeyAsync(Use, cancellationToken);
}

/// <summary>A secret of the installation, protected by the key ring.</summary>
public sealed class StoredSecret
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}
