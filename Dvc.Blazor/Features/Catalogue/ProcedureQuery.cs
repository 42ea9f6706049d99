using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Catalogue;

/// <summary>Everything the public may know of a procedure.</summary>
/// <param name="Labels">Words for the fields that conditions of papers speak of.</param>
/// <param name="Units">Where it can be filed on <paramref name="Day"/>.</param>
/// <param name="Authorities">Who decides, past and future structures too.</param>
/// <param name="ClosingNotice">Why no dossier can be begun any more; null while the procedure is open.</param>
/// <param name="ReplacedByCode">The procedure that has taken its place, or null.</param>
public sealed record ProcedureView(
    string Code,
    string Name,
    string SectorCode,
    string SectorName,
    ServiceLevel Level,
    bool IsOnline,
    ProcedureDefinition Definition,
    IFieldLabels Labels,
    DateOnly Day,
    IReadOnlyList<ServingUnitRow> Units,
    IReadOnlyList<AuthorityRow> Authorities,
    string? ClosingNotice,
    string? ReplacedByCode
);

/// <summary>A unit that takes the dossier, and its one-stop department where that is another.</summary>
public sealed record ServingUnitRow(string Id, string Name, string? Receiver);

public sealed record AuthorityRow(DateOnly? From, DateOnly? To, bool IsNow, string Competent, string? Handling, string? Receiver);

public sealed class ProcedureQuery(DvcDatabase database, Units units, Revisions revisions)
{
    /// <summary>The procedure, or null when the code is unknown or nothing of it is published.</summary>
    public async Task<ProcedureView?> RunAsync(string code, CancellationToken cancellationToken)
    {
        var day = units.AsOf;
        var found = await database.ReadAsync(
            async db =>
            {
                var procedure = await db.Procedures.SingleOrDefaultAsync(p => p.Code == code, cancellationToken);
                if (procedure is null)
                    return null;
                var sector = await db.Sectors.SingleAsync(s => s.Code == procedure.SectorCode, cancellationToken);
                return new
                {
                    Procedure = procedure,
                    Sector = sector.Name,
                    Map = await ServingMap.LoadAsync(db, day, cancellationToken),
                };
            },
            cancellationToken
        );
        if (found?.Procedure.CurrentRevisionId is not { } revisionId)
            return null;

        var revision = await revisions.GetAsync(revisionId, cancellationToken);
        return new ProcedureView(
            found.Procedure.Code,
            found.Procedure.Name,
            found.Procedure.SectorCode,
            found.Sector,
            found.Procedure.Level,
            found.Procedure.IsOnline,
            revision.Definition,
            revision.Form,
            day,
            [.. found.Map.Of(code).Select(Row)],
            [.. found.Map.AssignmentsOf(code).Select(a => Row(a, day))],
            found.Procedure.ClosingNotice,
            found.Procedure.ReplacedByCode
        );
    }

    private static ServingUnitRow Row(ServingUnit serving) =>
        new(serving.Unit.Id, serving.Unit.Name, serving.Receiver.Id == serving.Unit.Id ? null : serving.Receiver.Name);

    private static AuthorityRow Row(ProcedureAssignment assignment, DateOnly day) =>
        new(
            assignment.ValidFrom,
            assignment.ValidTo,
            assignment.IsValidOn(day),
            assignment.Competent,
            assignment.HandlingDivision,
            assignment.Receiver
        );
}
