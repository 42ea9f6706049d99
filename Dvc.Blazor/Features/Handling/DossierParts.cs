using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Handling;

/// <summary>The parts of a dossier that acts need loaded.</summary>
internal static class DossierParts
{
    /// <summary>The last passage and handover, and what the act decides on.</summary>
    public static IQueryable<Dossier> WithPartsFor(this IQueryable<Dossier> dossiers, DossierAct act)
    {
        var loaded = dossiers
            .Include(d => d.Steps.OrderByDescending(s => s.Ordinal).Take(1))
            .Include(d => d.Handovers.OrderByDescending(h => h.Ordinal).Take(1))
            .AsSplitQuery();
        return act switch
        {
            DossierAct.RequestSupplement or DossierAct.DraftSupplement => loaded.Include(d => d.Supplements).ThenInclude(s => s.Items),
            DossierAct.TakeSupplement => loaded.Include(d => d.Supplements).Include(d => d.Stops),
            DossierAct.Refuse => loaded.Include(d => d.Supplements).Include(d => d.Obligations),
            DossierAct.Discontinue or DossierAct.GrantWithdrawal => loaded
                .Include(d => d.Supplements)
                .Include(d => d.Obligations)
                .Include(d => d.Subtasks),
            DossierAct.ConfirmPayment or DossierAct.CancelPayment => loaded.Include(d => d.Obligations).Include(d => d.Stops),
            DossierAct.Extend or DossierAct.Resume or DossierAct.DeclineWithdrawal => loaded.Include(d => d.Stops),
            DossierAct.Approve => loaded.Include(d => d.Approvals).Include(d => d.Subtasks),
            DossierAct.ApproveLetter => loaded.Include(d => d.Approvals),
            DossierAct.SubmitForApproval or DossierAct.Complete => loaded.Include(d => d.Subtasks),
            DossierAct.ReturnResult => loaded.Include(d => d.Originals).Include(d => d.Documents).Include(d => d.Subtasks),
            DossierAct.ReturnAtOnce => loaded.Include(d => d.Originals).Include(d => d.Documents),
            _ => loaded,
        };
    }
}

/// <summary>Which originals have to be compared before a result is handed over (Nghị định 61/2018, Điều 20).</summary>
public static class OriginalsToCompare
{
    /// <summary>Codes of the papers that the procedure wants as originals or certified copies and of which a file was handed in.</summary>
    public static IReadOnlyList<string> Of(ProcedureDefinition definition, Dossier dossier) =>
        [
            .. definition
                .Components.Where(c =>
                    c.IsAttached && c.Originals > 0 && dossier.Documents.Any(d => d.IsCurrent && d.ComponentCode == c.Code)
                )
                .Select(c => c.Code),
        ];
}
