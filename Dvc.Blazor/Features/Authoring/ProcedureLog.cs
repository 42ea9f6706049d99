using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Authoring;

/// <summary>Notes what was done to procedures, in the transaction of the act.</summary>
internal static class ProcedureLog
{
    public static void Note(
        this DvcDbContext db,
        string code,
        ProcedureAct act,
        Guid? byId,
        DateTime nowUtc,
        int? revision = null,
        string? detail = null
    ) =>
        db.ProcedureEvents.Add(
            new ProcedureEvent
            {
                ProcedureCode = code,
                Act = act,
                ActorId = byId,
                At = nowUtc,
                Revision = revision,
                Detail = detail,
            }
        );
}
