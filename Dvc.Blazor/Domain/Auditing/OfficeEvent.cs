using System.Globalization;

namespace Dvc.Blazor.Domain.Auditing;

/// <summary>
/// One line of what administrators and leaders did to the office itself: units and what they share, sectors, the log. Lines are only ever added; all of them
/// are one chain, as there are few.
/// </summary>
public sealed class OfficeEvent
{
    private OfficeEvent() { }

    /// <summary>Adds to the chain.</summary>
    /// <param name="before">The last line, or null.</param>
    /// <param name="kind">One of <see cref="OfficeEventKind"/>.</param>
    /// <param name="agencyId">The unit it is about, or null.</param>
    /// <param name="data">Particulars as JSON, without personal data.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="atUtc">When.</param>
    public OfficeEvent(OfficeEvent? before, string kind, string? agencyId, string data, Actor by, DateTime atUtc)
    {
        Number = (before?.Number ?? 0) + 1;
        Kind = kind;
        AgencyId = agencyId;
        Data = data;
        ActorId = by.UserId;
        ActorName = by.Name;
        At = AuditHash.Whole(atUtc);
        PreviousHash = before?.Hash ?? "";
        Hash = ComputeHash();
    }

    /// <summary>1, 2, 3 …</summary>
    public long Number { get; private init; }

    public string Kind { get; private init; } = "";

    public string? AgencyId { get; private init; }

    public string Data { get; private init; } = "";

    /// <summary>Null: the portal itself.</summary>
    public Guid? ActorId { get; private init; }

    public string ActorName { get; private init; } = "";

    /// <summary>UTC, to the millisecond.</summary>
    public DateTime At { get; private init; }

    /// <summary>Hash of the line before; empty for the first.</summary>
    public string PreviousHash { get; private init; } = "";

    /// <summary>SHA-256 over all of the above, lower-case hex.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>What is wrong with this line as the one that follows <paramref name="before"/> (null: as the first); null when nothing is.</summary>
    public ChainFault? FaultAfter(OfficeEvent? before) =>
        Number != (before?.Number ?? 0) + 1 ? ChainFault.Missing
        : Hash != ComputeHash() ? ChainFault.Altered
        : PreviousHash != (before?.Hash ?? "") ? ChainFault.Unlinked
        : null;

    private string ComputeHash() =>
        AuditHash.Of(
            Number.ToString(CultureInfo.InvariantCulture),
            Kind,
            AgencyId ?? "",
            Data,
            ActorId?.ToString("N") ?? "",
            ActorName,
            AuditHash.Instant(At),
            PreviousHash
        );
}

/// <summary>What administrators and leaders do to the office, as stored.</summary>
public static class OfficeEventKind
{
    public const string LogExported = nameof(LogExported);
    public const string ChainCheckAsked = nameof(ChainCheckAsked);
    public const string ChainChecked = nameof(ChainChecked);
    public const string UnitAdded = nameof(UnitAdded);
    public const string UnitRenamed = nameof(UnitRenamed);
    public const string UnitClosed = nameof(UnitClosed);
    public const string UnitsMerged = nameof(UnitsMerged);
    public const string UnitSplit = nameof(UnitSplit);
    public const string UnitsImported = nameof(UnitsImported);
    public const string UnitChangeScheduled = nameof(UnitChangeScheduled);
    public const string UnitChangeDropped = nameof(UnitChangeDropped);
    public const string UnitChangeFailed = nameof(UnitChangeFailed);
    public const string SectorAdded = nameof(SectorAdded);
    public const string SectorRenamed = nameof(SectorRenamed);
    public const string PeopleImported = nameof(PeopleImported);
    public const string LabelCreated = nameof(LabelCreated);
    public const string LabelRenamed = nameof(LabelRenamed);
    public const string LabelDeleted = nameof(LabelDeleted);
    public const string SharingChanged = nameof(SharingChanged);
    public const string FieldSought = nameof(FieldSought);
    public const string FieldNotSought = nameof(FieldNotSought);
}
