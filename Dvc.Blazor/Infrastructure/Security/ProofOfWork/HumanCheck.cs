using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security.ProofOfWork;

/// <summary>Sets tasks for browsers and takes each answer once, on whichever node it arrives. Nothing is stored about a task until its answer counts.</summary>
public sealed class HumanCheck(InstallationKeys keys, DvcDatabase database, TimeProvider clock)
{
    private const string KeyName = "proof-of-work";
    private const string Algorithm = "SHA-256";

    /// <summary>How long an answer counts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>At most so many hashes are needed, half of them on average: well under a second on a cheap phone's four cores.</summary>
    internal const int MaxNumber = 50_000;

    /// <summary>A new task.</summary>
    public async Task<Challenge> SetAsync(CancellationToken cancellationToken)
    {
        var expires = clock.GetUtcNow().Add(Life).ToUnixTimeSeconds();
        var salt =
            $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}?expires={expires.ToString(CultureInfo.InvariantCulture)}&";
        var hash = Hash(salt, RandomNumberGenerator.GetInt32(MaxNumber + 1));
        return new Challenge(Algorithm, hash, salt, await SignAsync(salt, hash, cancellationToken), MaxNumber);
    }

    /// <summary>Whether an answer solves a task of this installation that has not run out and was not used. It stays usable.</summary>
    /// <param name="answer">What the browser sent, or null.</param>
    public async Task<bool> IsSolvedAsync(string? answer, CancellationToken cancellationToken) =>
        await ReadAsync(answer, cancellationToken) is { } solution
        && !await database.ReadAsync(
            db => db.SpentChallenges.AnyAsync(c => c.Signature == solution.Signature, cancellationToken),
            cancellationToken
        );

    /// <summary>Uses an answer up. False when it solves nothing, has run out, or was used before.</summary>
    /// <param name="answer">What the browser sent, or null.</param>
    public async Task<bool> SpendAsync(string? answer, CancellationToken cancellationToken)
    {
        if (await ReadAsync(answer, cancellationToken) is not { } solution)
        {
            return false;
        }

        var spent = new SpentChallenge { Signature = solution.Signature, ExpiresAt = solution.ExpiresAt!.Value };
        try
        {
            return await database.WriteAsync(db => SpendAsync(db, spent, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two nodes at once: the key of the table lets one through.
            return false;
        }
    }

    private static async Task<bool> SpendAsync(DvcDbContext db, SpentChallenge spent, CancellationToken cancellationToken)
    {
        if (await db.SpentChallenges.AnyAsync(c => c.Signature == spent.Signature, cancellationToken))
        {
            return false;
        }

        db.SpentChallenges.Add(spent);
        return true;
    }

    private async Task<Solution?> ReadAsync(string? answer, CancellationToken cancellationToken) =>
        Solution.Parse(answer) is { Algorithm: Algorithm } solution
        && solution.ExpiresAt > clock.GetUtcNow().UtcDateTime
        && Same(solution.Signature, await SignAsync(solution.Salt, solution.Challenge, cancellationToken))
        && Same(solution.Challenge, Hash(solution.Salt, solution.Number))
            ? solution
            : null;

    private async Task<string> SignAsync(string salt, string hash, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(await keys.KeyAsync(KeyName, cancellationToken), Encoding.UTF8.GetBytes($"{salt}\n{hash}"))
        );

    private static string Hash(string salt, int number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + number.ToString(CultureInfo.InvariantCulture))));

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
