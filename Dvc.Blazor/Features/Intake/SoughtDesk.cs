using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Sought;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>
/// Has fields of procedures sought, or not any more: leaders and administrators of units, as it has answers kept readably that were only encrypted before.
/// </summary>
public sealed partial class SoughtDesk(
    DvcDatabase database,
    Officers officers,
    Revisions revisions,
    SoughtMarks marks,
    SoughtBell bell,
    TimeProvider clock,
    ILogger<SoughtDesk> log
)
{
    /// <summary>Has a field sought from now on; again is once.</summary>
    /// <param name="userId">The officer.</param>
    /// <param name="procedureCode">The procedure.</param>
    /// <param name="path">Keys of groups and of the field with strokes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RuleViolationException">Not for this officer to decide, no such field, or too many sought ones.</exception>
    public async Task SeekAsync(Guid userId, string procedureCode, string path, CancellationToken cancellationToken)
    {
        var current = await database.ReadAsync(
            db =>
                db.Procedures.Where(p => p.Code == procedureCode).Select(p => p.CurrentRevisionId).SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        var revision = current is { } id ? await revisions.GetAsync(id, cancellationToken) : null;
        var field = revision
            ?.Definition.Form.Sections.SelectMany(s => BoardCatalogue.FieldsOf(s.Label, "", s.Fields))
            .FirstOrDefault(f => f.Path == path)
            .Field;
        if (field is null || !SoughtShapes.IsPossible(field.Kind))
        {
            throw new RuleViolationException("Sought.NoField");
        }

        await marks.ReadyAsync(cancellationToken);
        await database.WriteAsync(
            async db =>
            {
                var by = await RequireLeaderAsync(db, userId, cancellationToken);
                await db.LockSoughtFieldsAsync(cancellationToken);
                var known = await db.SoughtFields.Where(f => f.ProcedureCode == procedureCode).ToListAsync(cancellationToken);
                var sought = known.Find(f => f.Path == path);
                if (sought is { State: not SoughtState.Leaving })
                {
                    return;
                }

                RequireRoom(known);
                var now = clock.GetUtcNow().UtcDateTime;
                if (sought is null)
                {
                    db.SoughtFields.Add(new SoughtField(procedureCode, path, field, userId, now));
                }

                sought?.Begin(field, userId, now);
                await db.LogAsync(
                    OfficeEventKind.FieldSought,
                    by.AgencyId,
                    new { procedure = procedureCode, field = path },
                    by,
                    now,
                    cancellationToken
                );
            },
            cancellationToken
        );
        LogSought(userId, path, procedureCode);
        bell.Wake();
    }

    /// <summary>Has a field not sought any more; what was kept of it is deleted in the background.</summary>
    /// <exception cref="RuleViolationException">Not for this officer to decide.</exception>
    public async Task EndAsync(Guid userId, string procedureCode, string path, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async db =>
            {
                var by = await RequireLeaderAsync(db, userId, cancellationToken);
                await db.LockSoughtFieldsAsync(cancellationToken);
                var sought = await db.SoughtFields.SingleOrDefaultAsync(
                    f => f.ProcedureCode == procedureCode && f.Path == path,
                    cancellationToken
                );
                if (sought is null or { State: SoughtState.Leaving })
                {
                    return;
                }

                sought.End();
                await db.LogAsync(
                    OfficeEventKind.FieldNotSought,
                    by.AgencyId,
                    new { procedure = procedureCode, field = path },
                    by,
                    clock.GetUtcNow().UtcDateTime,
                    cancellationToken
                );
            },
            cancellationToken
        );
        LogEnded(userId, path, procedureCode);
        bell.Wake();
    }

    private static void RequireRoom(List<SoughtField> known)
    {
        if (known.Count(f => f.State != SoughtState.Leaving) >= SoughtField.MaxPerProcedure)
        {
            throw new RuleViolationException("Sought.TooMany", SoughtField.MaxPerProcedure);
        }
    }

    private async Task<Actor> RequireLeaderAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var officer = await officers.FindAsync(db, userId, cancellationToken);
        return UnitDesks.LedBy(officer) is [var place, ..]
            ? new Actor(userId, officer!.Name, ActorKind.Officer, place)
            : throw new RuleViolationException("Sought.NoRight");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Officer {OfficerId} has field {Path} of procedure {Procedure} sought")]
    private partial void LogSought(Guid officerId, string path, string procedure);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Officer {OfficerId} has field {Path} of procedure {Procedure} not sought any more"
    )]
    private partial void LogEnded(Guid officerId, string path, string procedure);
}
