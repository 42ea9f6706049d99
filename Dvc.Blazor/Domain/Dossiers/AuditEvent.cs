using System.Globalization;
using Dvc.Blazor.Domain.Auditing;

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
        At = AuditHash.Whole(atUtc);
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
        AuditEvent? before = null;
        foreach (var line in trail.OrderBy(e => e.Index))
        {
            if (line.FaultAfter(before) is not null)
            {
                return false;
            }

            before = line;
        }

        return true;
    }

    /// <summary>What is wrong with this line as the one that follows <paramref name="before"/> (null: as the first); null when nothing is.</summary>
    public ChainFault? FaultAfter(AuditEvent? before) =>
        Index != (before?.Index ?? 0) + 1 ? ChainFault.Missing
        : Hash != ComputeHash() ? ChainFault.Altered
        : PreviousHash != (before?.Hash ?? "") ? ChainFault.Unlinked
        : null;

    private string ComputeHash() =>
        AuditHash.Of(
            DossierId.ToString("N"),
            Index.ToString(CultureInfo.InvariantCulture),
            Kind,
            Data,
            ActorId?.ToString("N") ?? "",
            ActorName,
            AuditHash.Instant(At),
            PreviousHash
        );
}
