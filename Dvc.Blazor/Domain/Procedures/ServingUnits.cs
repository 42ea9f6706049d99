using Dvc.Blazor.Domain.Agencies;

namespace Dvc.Blazor.Domain.Procedures;

/// <summary>A unit at which a dossier can be filed, and who takes it in, decides and handles it there.</summary>
/// <param name="Unit">The unit as people name it: a province, a district, a commune.</param>
/// <param name="Receiver">Its one-stop department, or the unit itself where none is recorded.</param>
/// <param name="Competent">Who decides.</param>
/// <param name="Handling">The division that examines, or null.</param>
public sealed record ServingUnit(Agency Unit, Agency Receiver, Agency Competent, Agency? Handling);

/// <summary>Finds the units that carry out a procedure on a given day, from dated assignments and dated units.</summary>
public static class ServingUnits
{
    /// <summary>All units valid on <paramref name="day"/> that take dossiers of the procedure, in the order of the units' list; one entry a unit.</summary>
    /// <param name="day">The civil day.</param>
    /// <param name="assignments">Who is competent, of one procedure.</param>
    /// <param name="agencies">All units.</param>
    /// <param name="succession">Who goes on for units that have ended; null: nobody.</param>
    /// <param name="sectorCode">The procedure's sector, or null where it does not matter.</param>
    public static IReadOnlyList<ServingUnit> On(
        DateOnly day,
        IEnumerable<ProcedureAssignment> assignments,
        IReadOnlyCollection<Agency> agencies,
        Succession? succession = null,
        string? sectorCode = null
    )
    {
        var valid = agencies.Where(a => a.IsValidOn(day)).OrderBy(a => a.Order).ToList();
        var book = new Book(valid, valid.ToDictionary(a => a.Id, StringComparer.Ordinal), succession ?? Succession.None, sectorCode);
        return
        [
            .. assignments
                .Where(a => a.IsValidOn(day))
                .OrderBy(a => a.Ordinal)
                .SelectMany(a => Of(a, book))
                .DistinctBy(s => s.Unit.Id)
                .OrderBy(s => s.Unit.Order),
        ];
    }

    private static IEnumerable<ServingUnit> Of(ProcedureAssignment assignment, Book book)
    {
        var handling = book.Find(assignment.HandlingDivisionId);
        if (assignment.CompetentKind == "commune")
        {
            return book
                .Valid.Where(a => a.IsCommuneLevel)
                .Select(commune => new ServingUnit(commune, OneStopOf(commune, book.Valid), commune, null));
        }

        var competent = book.Find(assignment.CompetentId) ?? handling;
        if (competent is not null && book.WentElsewhere(assignment.CompetentId))
        {
            // The sector left its old departments behind when the unit was split.
            return [new ServingUnit(competent, OneStopOf(competent, book.Valid), competent, null)];
        }

        var receiver = book.Find(assignment.ReceiverId);
        var unit = book.Find(receiver?.ParentId) ?? competent ?? ProvinceFor(assignment, book.Valid);
        return unit is null ? [] : [new ServingUnit(unit, receiver ?? OneStopOf(unit, book.Valid), competent ?? unit, handling)];
    }

    private sealed record Book(List<Agency> Valid, Dictionary<string, Agency> ById, Succession Succession, string? Sector)
    {
        public Agency? Find(string? id) => id is null ? null : ById.GetValueOrDefault(Succession.Living(id, Sector));

        public bool WentElsewhere(string? id) => id is not null && Succession.Living(id, Sector) != Succession.Living(id);
    }

    private static Agency? ProvinceFor(ProcedureAssignment assignment, List<Agency> valid) =>
        assignment.Level == "tinh" ? valid.FirstOrDefault(a => a.Kind == AgencyKind.Province) : null;

    private static Agency OneStopOf(Agency unit, List<Agency> valid) =>
        valid.FirstOrDefault(a => a.Kind == AgencyKind.OneStop && a.ParentId == unit.Id) ?? unit;
}
