using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Security.PersonalData;

namespace Dvc.Blazor.Infrastructure.Sought;

/// <summary>
/// Puts answers into the spelling in which they are looked for. What is guarded becomes a keyed hash, a different one in each field, so that equal answers to
/// different questions cannot be brought together.
/// </summary>
public sealed class SoughtMarks(InstallationKeys keys)
{
    private const string Use = "sought-values";

    /// <summary>The key of a guarded field as it lies in the database: HMAC-SHA-256, lower-case hex; of a blank the blank.</summary>
    /// <param name="fieldId">The sought field.</param>
    /// <param name="key">See <see cref="SoughtKey"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<string> MarkAsync(int fieldId, string key, CancellationToken cancellationToken)
    {
        if (key == SoughtKey.Blank)
        {
            return key;
        }

        var words = string.Create(CultureInfo.InvariantCulture, $"{fieldId}\n{key}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(await keys.KeyAsync(Use, cancellationToken), Encoding.UTF8.GetBytes(words)));
    }

    /// <summary>What the answers of a dossier say in the sought fields, as it lies in the database.</summary>
    /// <param name="fields">Sought fields of the dossier's procedure.</param>
    /// <param name="dossierId">The dossier.</param>
    /// <param name="canonical">Its answers as stored.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<SoughtValue>> ValuesAsync(
        IEnumerable<SoughtField> fields,
        Guid dossierId,
        string canonical,
        CancellationToken cancellationToken
    )
    {
        using var answers = JsonDocument.Parse(canonical);
        var values = new List<SoughtValue>();
        foreach (var field in fields)
        {
            foreach (var key in SoughtKey.At(field.Kind, field.Path, answers.RootElement))
            {
                var stored = field.IsGuarded ? await MarkAsync(field.Id, key, cancellationToken) : key;
                values.Add(new SoughtValue(field.Id, dossierId, stored));
            }
        }

        return values;
    }

    /// <summary>Reads the key, or makes it, so that marks made afterwards, inside a transaction, ask the database no more.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken) => await keys.KeyAsync(Use, cancellationToken);
}
