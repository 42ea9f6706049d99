using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>
/// One line of a dossier's audit trail. Lines are only ever added, and each carries the hash of the one before it: changing or removing one breaks the chain.
/// </summary>
public sealed class AuditEvent
{
    private AuditEvent() { }

    internal AuditEvent(Guid dossierId, int index, string kind, string data, Actor by, DateTime atUtc, string previousHash)
    {
        DossierId = dossierId;
        Index = index;
        Kind = kind;
        Data = data;
        ActorId = by.UserId;
        // An applicant is found by the account as long as there is one: the chain outlives the name.
        ActorName = by.Kind == ActorKind.Applicant ? "" : by.Name;
        At = DateTime.SpecifyKind(
            new DateTime(atUtc.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond),
            DateTimeKind.Utc
        );
        PreviousHash = previousHash;
        Hash = ComputeHash();
    }

    public Guid DossierId { get; private init; }

    /// <summary>1, 2, 3 … within the dossier.</summary>
    public int Index { get; private init; }

    /// <summary>What happened, for example <c>Submitted</c>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>Particulars as JSON; of words, answers and papers only digests, so that erasing personal data does not break the chain.</summary>
    public string Data { get; private init; } = "";

    public Guid? ActorId { get; private init; }

    /// <summary>Name of the officer; empty for an applicant, who is known by <see cref="ActorId"/> only.</summary>
    public string ActorName { get; private init; } = "";

    /// <summary>UTC, to the millisecond.</summary>
    public DateTime At { get; private init; }

    /// <summary>Hash of the line before; empty for the first.</summary>
    public string PreviousHash { get; private init; } = "";

    /// <summary>SHA-256 over all of the above, lower-case hex.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>Whether the lines are complete from the first one on, in order, and unaltered.</summary>
    public static bool IsIntact(IEnumerable<AuditEvent> trail)
    {
        var (expected, previous) = (1, "");
        foreach (var line in trail.OrderBy(e => e.Index))
        {
            if (line.Index != expected || line.PreviousHash != previous || line.Hash != line.ComputeHash())
            {
                return false;
            }

            (expected, previous) = (expected + 1, line.Hash);
        }

        return true;
    }

    private string ComputeHash()
    {
        // Lengths go in front of the parts, so that no two different lines read the same.
        string[] parts =
        [
            DossierId.ToString("N"),
            Index.ToString(CultureInfo.InvariantCulture),
            Kind,
            Data,
            ActorId?.ToString("N") ?? "",
            ActorName,
            new DateTime(At.Ticks, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            PreviousHash,
        ];
        var canonical = string.Concat(parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Length}:{p}\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }
}
