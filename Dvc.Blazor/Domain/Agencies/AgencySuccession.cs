namespace Dvc.Blazor.Domain.Agencies;

/// <summary>Who goes on with the business of a unit that was merged, split or closed here.</summary>
public sealed class AgencySuccession
{
    /// <summary>Stands for all sectors that have no row of their own.</summary>
    public const string AllSectors = "";

    /// <summary>The unit that is no more.</summary>
    public required string AgencyId { get; init; }

    /// <summary>A sector that went elsewhere when the unit was split, or <see cref="AllSectors"/>: that successor keeps the archive too.</summary>
    public required string SectorCode { get; init; }

    public required string SuccessorId { get; init; }

    /// <summary>The unit that has the business today, of successors that succeeded each other the last.</summary>
    public required string KeeperId { get; set; }

    /// <summary>First day of the successor's responsibility.</summary>
    public required DateOnly From { get; init; }
}

/// <summary>A name that a unit had before.</summary>
public sealed class AgencyFormerName
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string AgencyId { get; init; }

    public required string Name { get; init; }

    /// <summary>Last day of the name.</summary>
    public required DateOnly Until { get; init; }
}

/// <summary>Finds the living unit behind one that may be no more.</summary>
public sealed class Succession
{
    /// <summary>Nobody has succeeded anybody.</summary>
    public static readonly Succession None = new([]);

    private readonly Dictionary<(string Agency, string Sector), string> _next;

    public Succession(IEnumerable<AgencySuccession> rows) => _next = rows.ToDictionary(r => (r.AgencyId, r.SectorCode), r => r.SuccessorId);

    /// <summary>Every unit that has gone.</summary>
    public IReadOnlySet<string> Gone => _next.Keys.Select(k => k.Agency).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether any unit was split by sectors.</summary>
    public bool DividesSectors => _next.Keys.Any(k => k.Sector != AgencySuccession.AllSectors);

    /// <summary>The unit that answers today for what the unit did, in a sector or (null) in general: itself while it lives.</summary>
    public string Living(string agencyId, string? sectorCode = null)
    {
        // Nobody succeeds somebody that is gone, so this ends; the bound is for rows that were tampered with.
        for (var steps = 0; steps <= _next.Count && Next(agencyId, sectorCode) is { } next; steps++)
        {
            agencyId = next;
        }

        return agencyId;
    }

    /// <summary>The units that were, whose archive a unit keeps now: all that have ended in it.</summary>
    public IReadOnlyList<string> ArchivesOf(string agencyId)
    {
        List<string> found = [];
        for (var i = -1; i < found.Count; i++)
        {
            var at = i < 0 ? agencyId : found[i];
            found.AddRange(
                _next
                    .Where(n => n.Key.Sector == AgencySuccession.AllSectors && n.Value == at && !found.Contains(n.Key.Agency))
                    .Select(n => n.Key.Agency)
            );
        }

        return found;
    }

    private string? Next(string agencyId, string? sectorCode) =>
        sectorCode is not null && _next.TryGetValue((agencyId, sectorCode), out var special)
            ? special
            : _next.GetValueOrDefault((agencyId, AgencySuccession.AllSectors));
}
