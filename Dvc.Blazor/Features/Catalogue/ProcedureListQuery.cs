using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Catalogue;

/// <summary>A procedure in the list. <paramref name="Time"/> may be stated as fact only if <paramref name="IsTimeSourced"/>.</summary>
public sealed record ProcedureRow(
    string Code,
    string Name,
    string SectorName,
    ServiceLevel Level,
    bool IsOnline,
    ProcessingTime? Time,
    bool IsTimeSourced,
    IReadOnlyList<UnitRow> Units
);

/// <summary>A choice of a filter.</summary>
public sealed record FilterChoice(string Value, string Name, UnitGroup? Group = null);

/// <summary>One page of the list, the filters that were really applied, and what they can be set to.</summary>
public sealed record ProcedureList(
    ProcedureFilter Filter,
    IReadOnlyList<ProcedureRow> Rows,
    int Total,
    int Pages,
    IReadOnlyList<FilterChoice> Sectors,
    IReadOnlyList<FilterChoice> Agencies
);

public sealed class ProcedureListQuery(DvcDatabase database, Units units, Revisions revisions)
{
    public const int PageSize = 20;

    /// <summary>Finds procedures whose code and name hold all words, in any order, accents aside. Unknown sectors and units do not filter.</summary>
    public async Task<ProcedureList> RunAsync(ProcedureFilter filter, CancellationToken cancellationToken)
    {
        var (map, sectors, found) = await database.ReadAsync(
            async db =>
            {
                var map = await ServingMap.LoadAsync(db, units.AsOf, cancellationToken);
                var sectors = await db.Sectors.OrderBy(s => s.Order).ToListAsync(cancellationToken);
                return (map, sectors, await FindAsync(db, Known(filter, map, sectors), map, cancellationToken));
            },
            cancellationToken
        );

        var known = Known(filter, map, sectors);
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        known = known with { Page = Math.Min(known.Page, pages) };
        var shown = found.Skip((known.Page - 1) * PageSize).Take(PageSize).ToList();
        var contents = await revisions.GetAsync([.. shown.Select(p => p.CurrentRevisionId).OfType<Guid>()], cancellationToken);
        var names = sectors.ToDictionary(s => s.Code, s => s.Name, StringComparer.Ordinal);
        return new ProcedureList(
            known,
            [.. shown.Select(p => Row(p, names[p.SectorCode], map, contents))],
            found.Count,
            pages,
            [.. sectors.Select(s => new FilterChoice(s.Code, s.Name))],
            Choices(map)
        );
    }

    private static ProcedureFilter Known(ProcedureFilter filter, ServingMap map, List<Sector> sectors) =>
        filter with
        {
            Sector = sectors.Exists(s => s.Code == filter.Sector) ? filter.Sector : null,
            Agency = map.Units.Any(u => u.Id == filter.Agency) ? filter.Agency : null,
        };

    private static async Task<List<Procedure>> FindAsync(
        DvcDbContext db,
        ProcedureFilter filter,
        ServingMap map,
        CancellationToken cancellationToken
    )
    {
        var query = db.Procedures.Where(p => p.CurrentRevisionId != null && p.ClosedAt == null);
        // Contains becomes a plain search for the text on both databases: % and _ mean themselves.
        foreach (var word in filter.Folded)
            query = query.Where(p => p.FoldedName.Contains(word));
        if (filter.Sector is { } sector)
            query = query.Where(p => p.SectorCode == sector);
        if (filter.ServiceLevel is { } level)
            query = query.Where(p => p.Level == level);
        if (filter.Agency is { } agency)
        {
            var there = map.ProceduresByUnit()[agency].ToList();
            query = query.Where(p => there.Contains(p.Code));
        }

        return await query
            .Join(db.Sectors, p => p.SectorCode, s => s.Code, (p, s) => new { Procedure = p, s.Order })
            .OrderBy(p => p.Order)
            .ThenBy(p => p.Procedure.Order)
            .ThenBy(p => p.Procedure.Code)
            .Select(p => p.Procedure)
            .ToListAsync(cancellationToken);
    }

    private static ProcedureRow Row(Procedure procedure, string sector, ServingMap map, IReadOnlyDictionary<Guid, Revision> contents)
    {
        var content = procedure.CurrentRevisionId is { } id ? contents[id].Definition : null;
        return new ProcedureRow(
            procedure.Code,
            procedure.Name,
            sector,
            procedure.Level,
            procedure.IsOnline,
            content?.Processing,
            content?.IsProcessingSourced ?? false,
            [.. map.Of(procedure.Code).Select(s => new UnitRow(s.Unit.Id, s.Unit.Name, 0))]
        );
    }

    private static List<FilterChoice> Choices(ServingMap map)
    {
        var filed = map.ProceduresByUnit();
        return [.. map.Units.Where(u => filed.Contains(u.Id)).Select(u => new FilterChoice(u.Id, u.Name, UnitGroups.Of(u)))];
    }
}
