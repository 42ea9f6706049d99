using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>A unit in the tree or among the finds.</summary>
/// <param name="Above">Name of the unit it belongs to, or null.</param>
/// <param name="Parts">What lies below it; empty among finds.</param>
public sealed record AgencyNode(
    string Id,
    string Name,
    AgencyKind Kind,
    DateOnly? From,
    DateOnly? To,
    bool IsOver,
    string? Above,
    IReadOnlyList<AgencyNode> Parts
);

/// <summary>The units of an administrator.</summary>
/// <param name="Nodes">The tree, or the finds.</param>
/// <param name="Found">How many were found; null of the tree.</param>
/// <param name="Living">How many units there are on the day.</param>
/// <param name="Scheduled">Changes that wait for their day.</param>
public sealed record AgencyList(
    IReadOnlyList<AgencyNode> Nodes,
    int? Found,
    int Living,
    IReadOnlyList<ScheduledChange> Scheduled,
    bool IsSystem,
    DateOnly Day
);

/// <param name="Words">What it does.</param>
public sealed record ScheduledChange(Guid Id, DateOnly From, string ByName, IReadOnlyList<string> Words, bool IsMine);

/// <summary>Reads the units for an administrator: as a tree, or those found by name without regard to accents, by former name or key.</summary>
public sealed class AgencyListQuery(DvcDatabase database, Administrators administrators, Units units)
{
    /// <summary>Most finds that are shown.</summary>
    public const int MostFound = 100;

    /// <summary>Null for somebody who is no administrator (any more).</summary>
    /// <param name="byId">Who looks.</param>
    /// <param name="words">As typed; null: the tree.</param>
    /// <param name="withOver">Whether units that are no more are wanted too.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<AgencyList?> RunAsync(Guid byId, string? words, bool withOver, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (await administrators.FindAsync(db, byId, cancellationToken) is not { } by)
                {
                    return null;
                }

                var day = units.AsOf;
                var all = await db
                    .Agencies.OrderBy(a => a.Order)
                    .ThenBy(a => a.Id)
                    .Select(a => new Line(a.Id, a.Name, a.FoldedName, a.Kind, a.ParentId, a.ValidFrom, a.ValidTo))
                    .ToListAsync(cancellationToken);
                var names = all.ToDictionary(a => a.Id, a => a.Name, StringComparer.Ordinal);
                var mine = all.FindAll(a => by.Rules(a.Id) && (withOver || a.IsOn(day)));
                var folded = Fold.Text(words);
                var found = folded.Length == 0 ? null : await FindAsync(db, mine, folded, words!.Trim(), cancellationToken);
                return new AgencyList(
                    found is null
                        ? Tree(mine, day)
                        : [.. found.Take(MostFound).Select(a => Node(a, day, names.GetValueOrDefault(a.ParentId ?? ""), []))],
                    found?.Count,
                    all.Count(a => by.Rules(a.Id) && a.IsOn(day)),
                    await ScheduledAsync(db, by, names, cancellationToken),
                    by.IsSystem,
                    day
                );
            },
            cancellationToken
        );

    private static async Task<List<Line>> FindAsync(
        DvcDbContext db,
        List<Line> mine,
        string folded,
        string typed,
        CancellationToken cancellationToken
    )
    {
        // Few units have ever had another name.
        var former = (await db.AgencyFormerNames.ToListAsync(cancellationToken))
            .Where(n => Fold.Matches(n.Name, folded))
            .Select(n => n.AgencyId)
            .ToHashSet(StringComparer.Ordinal);
        return mine.FindAll(a => Fold.Matches(a.FoldedName, folded) || former.Contains(a.Id) || a.Id == typed);
    }

    private static async Task<List<ScheduledChange>> ScheduledAsync(
        DvcDbContext db,
        Administrator by,
        Dictionary<string, string> names,
        CancellationToken cancellationToken
    )
    {
        var plans = await db
            .AgencyPlans.Where(p => p.State == AgencyPlanState.Scheduled && (by.IsSystem || p.ById == by.UserId))
            .OrderBy(p => p.From)
            .ThenBy(p => p.Id)
            .Take(MostFound)
            .ToListAsync(cancellationToken);
        return plans.ConvertAll(p => new ScheduledChange(
            p.Id,
            p.From,
            p.ByName,
            AgencyWords.Of(AgencyChange.Read(p.Change), id => names.GetValueOrDefault(id, id)),
            p.ById == by.UserId
        ));
    }

    // A unit whose parent is not shown stands at the top: the administrator's own, or one whose parent is no more.
    private static IReadOnlyList<AgencyNode> Tree(List<Line> mine, DateOnly day)
    {
        var shown = mine.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var below = mine.ToLookup(a => a.ParentId is { } parent && shown.Contains(parent) ? parent : "", StringComparer.Ordinal);
        return Below("");

        IReadOnlyList<AgencyNode> Below(string id) => [.. below[id].Select(a => Node(a, day, null, Below(a.Id)))];
    }

    private static AgencyNode Node(Line line, DateOnly day, string? above, IReadOnlyList<AgencyNode> parts) =>
        new(line.Id, line.Name, line.Kind, line.From, line.To, line.To < day, above, parts);

    private sealed record Line(string Id, string Name, string FoldedName, AgencyKind Kind, string? ParentId, DateOnly? From, DateOnly? To)
    {
        public bool IsOn(DateOnly day) => !(From > day) && !(To < day);
    }
}
