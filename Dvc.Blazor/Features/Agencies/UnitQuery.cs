using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>A unit to link to or to choose.</summary>
public sealed record UnitChoice(string Id, string Name);

/// <summary>What became of a plan for the unit.</summary>
/// <param name="Fault">Key of the rule that refused it, or null.</param>
public sealed record UnitChange(DateOnly From, string ByName, IReadOnlyList<string> Words, AgencyPlanState State, string? Fault);

/// <summary>A unit as its administrator sees it.</summary>
/// <param name="Parts">Its divisions and departments on the day.</param>
/// <param name="Below">Other units below it on the day.</param>
/// <param name="Others">Units of the same kind of place with which it can be merged.</param>
/// <param name="Sectors">Sectors, to be given away when it is split.</param>
/// <param name="CanChange">Whether this administrator may rename, merge and close it.</param>
public sealed record UnitView(
    Agency Unit,
    bool IsLiving,
    DateOnly Day,
    UnitChoice? Parent,
    IReadOnlyList<UnitChoice> Successors,
    IReadOnlyList<UnitChoice> Predecessors,
    IReadOnlyList<AgencyFormerName> FormerNames,
    IReadOnlyList<UnitChoice> Parts,
    IReadOnlyList<UnitChoice> Below,
    IReadOnlyList<UnitChoice> Others,
    IReadOnlyList<UnitChoice> Sectors,
    AgencyEffect Business,
    IReadOnlyList<UnitChange> History,
    bool CanChange,
    bool IsSystem
);

/// <summary>Reads one unit for an administrator.</summary>
public sealed class UnitQuery(DvcDatabase database, Administrators administrators, Units units, TimeProvider clock)
{
    private const int MostChanges = 50;

    /// <summary>Null when there is no such unit for this administrator.</summary>
    public Task<UnitView?> RunAsync(Guid byId, string id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                await administrators.FindAsync(db, byId, cancellationToken) is { } by
                && by.Rules(id)
                && await db.Agencies.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is { } unit
                    ? await ViewAsync(db, by, unit, cancellationToken)
                    : null,
            cancellationToken
        );

    /// <summary>Living units below which another can be made; null for somebody who is no administrator (any more).</summary>
    public Task<(IReadOnlyList<UnitChoice> Units, bool IsSystem)?> ParentsAsync(Guid byId, CancellationToken cancellationToken) =>
        database.ReadAsync<(IReadOnlyList<UnitChoice>, bool)?>(
            async db =>
            {
                if (await administrators.FindAsync(db, byId, cancellationToken) is not { } by)
                {
                    return null;
                }

                var day = units.AsOf;
                var all = await db
                    .Agencies.Where(a =>
                        !(a.ValidFrom > day) && !(a.ValidTo < day) && a.Kind != AgencyKind.Division && a.Kind != AgencyKind.OneStop
                    )
                    .OrderBy(a => a.Order)
                    .Select(a => new UnitChoice(a.Id, a.Name))
                    .ToListAsync(cancellationToken);
                return ([.. all.Where(a => by.Rules(a.Id))], by.IsSystem);
            },
            cancellationToken
        );

    private async Task<UnitView> ViewAsync(DvcDbContext db, Administrator by, Agency unit, CancellationToken cancellationToken)
    {
        var day = units.AsOf;
        var all = await db.Agencies.OrderBy(a => a.Order).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        var names = all.ToDictionary(a => a.Id, a => a.Name, StringComparer.Ordinal);
        var rows = await db.AgencySuccessions.Where(s => s.AgencyId == unit.Id || s.SuccessorId == unit.Id).ToListAsync(cancellationToken);
        var living = all.FindAll(a => a.IsValidOn(day));
        var children = living.FindAll(a => a.ParentId == unit.Id);
        var isDepartment = AgencyRights.IsDepartment(unit.Kind);
        return new UnitView(
            unit,
            unit.IsValidOn(day),
            day,
            unit.ParentId is { } parent ? Choice(parent) : null,
            [
                .. rows.Where(r => r.AgencyId == unit.Id)
                    .Select(r => r.SuccessorId)
                    .Append(unit.SuccessorId)
                    .OfType<string>()
                    .Distinct()
                    .Select(Choice),
            ],
            [
                .. rows.Where(r => r.SuccessorId == unit.Id)
                    .Select(r => r.AgencyId)
                    .Concat(all.Where(a => a.SuccessorId == unit.Id).Select(a => a.Id))
                    .Distinct()
                    .Select(Choice),
            ],
            await db.AgencyFormerNames.Where(n => n.AgencyId == unit.Id).OrderByDescending(n => n.Until).ToListAsync(cancellationToken),
            [.. children.Where(c => AgencyRights.IsDepartment(c.Kind)).Select(c => Choice(c.Id))],
            [.. children.Where(c => !AgencyRights.IsDepartment(c.Kind)).Select(c => Choice(c.Id))],
            [
                .. living
                    .Where(a => a.Id != unit.Id && a.ParentId == unit.ParentId && AgencyRights.IsDepartment(a.Kind) == isDepartment)
                    .Where(a => by.Rules(a.Id))
                    .Select(a => Choice(a.Id)),
            ],
            await db.Sectors.OrderBy(s => s.Order).Select(s => new UnitChoice(s.Code, s.Name)).ToListAsync(cancellationToken),
            await AgencyEffect.CountAsync(db, [unit.Id], VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime), cancellationToken),
            await HistoryAsync(db, unit.Id, names, cancellationToken),
            unit.IsValidOn(day) && (by.IsSystem || (isDepartment && unit.ParentId is { } above && by.Rules(above))),
            by.IsSystem
        );

        UnitChoice Choice(string id) => new(id, names.GetValueOrDefault(id, id));
    }

    private static async Task<List<UnitChange>> HistoryAsync(
        DvcDbContext db,
        string id,
        Dictionary<string, string> names,
        CancellationToken cancellationToken
    )
    {
        // Ids stand in the stored change between quotes.
        var quoted = $"\"{id}\"";
        var plans = await db
            .AgencyPlans.Where(p => p.State != AgencyPlanState.Proposed && p.Change.Contains(quoted))
            .OrderByDescending(p => p.At)
            .Take(MostChanges)
            .ToListAsync(cancellationToken);
        return plans.ConvertAll(p => new UnitChange(
            p.From,
            p.ByName,
            AgencyWords.Of(AgencyChange.Read(p.Change), known => names.GetValueOrDefault(known, known)),
            p.State,
            p.Fault
        ));
    }
}
