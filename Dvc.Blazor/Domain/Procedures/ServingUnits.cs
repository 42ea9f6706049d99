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
    public static IReadOnlyList<ServingUnit> On(
        DateOnly day,
        IEnumerable<ProcedureAssignment> assignments,
        IReadOnlyCollection<Agency> agencies
    )
    {
        var valid = agencies.Where(a => a.IsValidOn(day)).OrderBy(a => a.Order).ToList();
        var byId = valid.ToDictionary(a => a.Id, StringComparer.Ordinal);
        return
        [
            .. assignments
                .Where(a => a.IsValidOn(day))
                .OrderBy(a => a.Ordinal)
                .SelectMany(a => Of(a, valid, byId))
                .DistinctBy(s => s.Unit.Id)
                .OrderBy(s => s.Unit.Order),
        ];
    }

    private static IEnumerable<ServingUnit> Of(ProcedureAssignment assignment, List<Agency> valid, Dictionary<string, Agency> byId)
    {
        var handling = Find(byId, assignment.HandlingDivisionId);
        if (assignment.CompetentKind == "commune")
        {
            return valid.Where(a => a.IsCommuneLevel).Select(commune => new ServingUnit(commune, OneStopOf(commune, valid), commune, null));
        }

        var competent = Find(byId, assignment.CompetentId) ?? handling;
        var receiver = Find(byId, assignment.ReceiverId);
        var unit = Find(byId, receiver?.ParentId) ?? competent ?? ProvinceFor(assignment, valid);
        return unit is null ? [] : [new ServingUnit(unit, receiver ?? OneStopOf(unit, valid), competent ?? unit, handling)];
    }

    private static Agency? Find(Dictionary<string, Agency> byId, string? id) => id is null ? null : byId.GetValueOrDefault(id);

    private static Agency? ProvinceFor(ProcedureAssignment assignment, List<Agency> valid) =>
        assignment.Level == "tinh" ? valid.FirstOrDefault(a => a.Kind == AgencyKind.Province) : null;

    private static Agency OneStopOf(Agency unit, List<Agency> valid) =>
        valid.FirstOrDefault(a => a.Kind == AgencyKind.OneStop && a.ParentId == unit.Id) ?? unit;
}
