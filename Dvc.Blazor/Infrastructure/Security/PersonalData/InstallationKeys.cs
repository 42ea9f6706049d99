using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security.PersonalData;

/// <summary>Keys for signatures and keyed hashes, one for each use. They lie protected in the database, so all nodes have the same ones.</summary>
public sealed class InstallationKeys(IDbContextFactory<DvcDbContext> contexts, PersonalDataCipher cipher)
{
    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    /// <summary>The key of a use, 32 bytes; made when it is asked for the first time.</summary>
    /// <param name="use">For instance <c>proof-of-work</c>.</param>
    public async ValueTask<byte[]> KeyAsync(string use, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(use, out var known))
        {
            return known;
        }

        var stored = await FindAsync(use, cancellationToken) ?? await MakeAsync(use, cancellationToken);
        return _known.GetOrAdd(use, Convert.FromBase64String(cipher.Unprotect(stored)));
    }

    private async Task<string?> FindAsync(string use, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Secrets.Where(s => s.Name == use).Select(s => s.Value).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<string> MakeAsync(string use, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var secret = new StoredSecret { Name = use, Value = cipher.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))) };
        db.Secrets.Add(secret);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return secret.Value;
        }
        catch (DbUpdateException notStored)
        {
            // Another node made it in the same moment; the one that was stored counts.
            return await FindAsync(use, cancellationToken)
                ?? throw new InvalidOperationException($"No key for {use} could be stored.", notStored);
        }
    }
}
