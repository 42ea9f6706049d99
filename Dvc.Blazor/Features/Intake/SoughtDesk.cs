using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Sought;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>Has fields of procedures sought, or not any more. Every officer with a place of work may, as with lists that a unit shares.</summary>
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
    /// <exception cref="RuleViolationException">No officer, no such field, or too many sought ones.</exception>
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
                await RequireOfficerAsync(db, userId, cancellationToken);
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
            },
            cancellationToken
        );
        LogSought(userId, path, procedureCode);
        bell.Wake();
    }

    /// <summary>Has a field not sought any more; what was kept of it is deleted in the background.</summary>
    /// <exception cref="RuleViolationException">No officer.</exception>
    public async Task EndAsync(Guid userId, string procedureCode, string path, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async db =>
            {
                await RequireOfficerAsync(db, userId, cancellationToken);
                await db.LockSoughtFieldsAsync(cancellationToken);
                var sought = await db.SoughtFields.SingleOrDefaultAsync(
                    f => f.ProcedureCode == procedureCode && f.Path == path,
                    cancellationToken
                );
                sought?.End();
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

    private async Task RequireOfficerAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        if (await officers.FindAsync(db, userId, cancellationToken) is null)
        {
            throw new RuleViolationException("Sought.NoRight");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Officer {OfficerId} has field {Path} of procedure {Procedure} sought")]
    private partial void LogSought(Guid officerId, string path, string procedure);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Officer {OfficerId} has field {Path} of procedure {Procedure} not sought any more"
    )]
    private partial void LogEnded(Guid officerId, string path, string procedure);
}
