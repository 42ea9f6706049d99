using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security.PersonalData;

/// <summary>
/// Finds people by identity number although the numbers are stored unreadable: equal numbers give equal marks, and without the key nobody can try
/// numbers out. The key lies protected in the database and never changes, since every mark depends on it.
/// </summary>
public sealed class NationalIdIndex(IDbContextFactory<DvcDbContext> contexts, PersonalDataCipher cipher)
{
    private const string KeyName = "national-id-index";
    private byte[]? _key;

    /// <summary>The mark of a number: HMAC-SHA-256, lower-case hex.</summary>
    /// <param name="nationalId">CCCD or CMND, digits only.</param>
    public async ValueTask<string> MarkAsync(string nationalId, CancellationToken cancellationToken)
    {
        var key = _key ??= await KeyAsync(cancellationToken);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(nationalId)));
    }

    /// <summary>Reads the key, so that marks made afterwards, inside a transaction, ask the database no more.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken) => _key ??= await KeyAsync(cancellationToken);

    /// <summary>Makes the key on the first start of an installation; afterwards it does nothing. Call it where no other node does the same at once.</summary>
    internal async Task PrepareAsync(DvcDbContext db, CancellationToken cancellationToken)
    {
        if (!await db.Secrets.AnyAsync(s => s.Name == KeyName, cancellationToken))
        {
            var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            db.Secrets.Add(new StoredSecret { Name = KeyName, Value = cipher.Protect(key) });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await db.Secrets.Where(s => s.Name == KeyName).Select(s => s.Value).SingleAsync(cancellationToken);
        return Convert.FromBase64String(cipher.Unprotect(stored));
    }
}

/// <summary>A secret of the installation, protected by the key ring.</summary>
public sealed class StoredSecret
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}
