using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>What the applicant may know of a part of a linked procedure: what it is, who does it, where it stands. Neither officers nor their words.</summary>
/// <param name="PartId">Id of the part.</param>
/// <param name="Procedure">Name of the procedure that the part is.</param>
/// <param name="Agency">Name of the agency on the day it was given the part.</param>
/// <param name="State">Where it stands, as stored.</param>
/// <param name="Number">Number of its own result, or null.</param>
/// <param name="IsReturned">Whether its result was handed over with that of the dossier.</param>
public sealed record LinkedResult(Guid PartId, string Procedure, string Agency, SubtaskState State, string? Number, bool IsReturned)
{
    /// <summary>Where it stands, in words.</summary>
    public string Words =>
        (State, Number) switch
        {
            (SubtaskState.Given, _) => ReceiptText.LinkedGiven,
            (SubtaskState.Taken, _) => ReceiptText.LinkedTaken,
            (SubtaskState.Done, { } number) => ReceiptWords.Format(
                IsReturned ? ReceiptText.LinkedReturned : ReceiptText.LinkedResult,
                number
            ),
            (SubtaskState.Done, _) => ReceiptText.LinkedDone,
            (SubtaskState.Declined, _) => ReceiptText.LinkedDeclined,
            _ => ReceiptText.LinkedWithdrawn,
        };
}

/// <summary>Reads the parts of linked procedures as the applicant sees them.</summary>
public static class LinkedResults
{
    /// <summary>The parts of a dossier in their order; none before the work has begun, or of a procedure without parts.</summary>
    public static async Task<IReadOnlyList<LinkedResult>> ReadAsync(DvcDbContext db, Dossier dossier, CancellationToken cancellationToken)
    {
        var parts = await db
            .Subtasks.Where(s => s.DossierId == dossier.Id && s.LinkedProcedure != null)
            .OrderBy(s => s.Ordinal)
            .Select(s => new
            {
                s.Id,
                // Definitions name a procedure by its code or in words.
                Procedure = db.Procedures.Where(p => p.Code == s.LinkedProcedure).Select(p => p.Name).FirstOrDefault()
                    ?? s.LinkedProcedure!,
                s.AgencyName,
                s.State,
                s.ResultNumber,
                s.ReturnedAt,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. parts.Select(p => new LinkedResult(
                p.Id,
                p.Procedure,
                p.AgencyName,
                p.State,
                p.ResultNumber,
                p.ReturnedAt is not null && dossier.ReturnedAt is not null
            )),
        ];
    }
}
