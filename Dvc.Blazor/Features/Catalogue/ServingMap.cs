using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Catalogue;

/// <summary>Which units take which procedures on one day; read in few queries, however many procedures are asked for.</summary>
internal sealed class ServingMap
{
    private readonly DateOnly _day;
    private readonly ILookup<string, ProcedureAssignment> _assignments;
    private readonly Succession _succession;
    private readonly Dictionary<string, string> _sectors;

    private ServingMap(
        DateOnly day,
        IEnumerable<ProcedureAssignment> assignments,
        IReadOnlyList<Agency> units,
        Succession succession,
        Dictionary<string, string> sectors
    )
    {
        (_succession, _sectors) = (succession, sectors);
        _day = day;
        _assignments = assignments.ToLookup(a => a.ProcedureCode, StringComparer.Ordinal);
        Units = units;
    }

    /// <summary>All units valid on the day, in the order of the source, without their source records.</summary>
    public IReadOnlyList<Agency> Units { get; }

    public static async Task<ServingMap> LoadAsync(DvcDbContext db, DateOnly day, CancellationToken cancellationToken)
    {
        var assignments = await db.Set<ProcedureAssignment>().ToListAsync(cancellationToken);
        var units = await db
            .Agencies.Where(a => (a.ValidFrom == null || a.ValidFrom <= day) && (a.ValidTo == null || a.ValidTo >= day))
            .OrderBy(a => a.Order)
            .Select(a => new Agency
            {
                Id = a.Id,
                Name = a.Name,
                FoldedName = a.FoldedName,
                Kind = a.Kind,
                ParentId = a.ParentId,
                ValidFrom = a.ValidFrom,
                ValidTo = a.ValidTo,
                SuccessorId = a.SuccessorId,
                NumberPrefix = a.NumberPrefix,
                Unverified = a.Unverified,
                Order = a.Order,
                Source = "",
            })
            .ToListAsync(cancellationToken);
        var succession = await db.SuccessionAsync(cancellationToken);
        // Only a unit that was split asks for the sector.
        var sectors = succession.DividesSectors
            ? await db.Procedures.ToDictionaryAsync(p => p.Code, p => p.SectorCode, StringComparer.Ordinal, cancellationToken)
            : [];
        return new ServingMap(day, assignments, units, succession, sectors);
    }

    /// <summary>Where a dossier of the procedure can be filed.</summary>
    public IReadOnlyList<ServingUnit> Of(string procedureCode) =>
        ServingUnits.On(_day, _assignments[procedureCode], Units, _succession, _sectors.GetValueOrDefault(procedureCode));

    /// <summary>What the source says of the procedure's authorities, past and future ones too.</summary>
    public IEnumerable<ProcedureAssignment> AssignmentsOf(string procedureCode) => _assignments[procedureCode].OrderBy(a => a.Ordinal);

    /// <summary>Procedures by the unit at which they can be filed.</summary>
    public ILookup<string, string> ProceduresByUnit() =>
        _assignments
            .Select(a => a.Key)
            .SelectMany(code => Of(code).Select(s => (s.Unit.Id, Code: code)))
            .ToLookup(p => p.Id, p => p.Code, StringComparer.Ordinal);
}
