using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Sought;

/// <summary>Wakes the job that reads earlier dossiers for sought fields.</summary>
public sealed class SoughtBell : Bell;

/// <summary>
/// Reads the dossiers that were filed before a field was sought, and deletes what was kept of fields that nobody looks for any more: one node at a time, a
/// portion after the other, each a transaction that also notes how far it came. What was interrupted goes on there.
/// </summary>
internal sealed partial class SoughtFilling(
    DvcDatabase database,
    SoughtMarks marks,
    JobTurns turns,
    SoughtBell bell,
    TimeProvider clock,
    ILogger<SoughtFilling> log
) : BackgroundService
{
    /// <summary>Dossiers of one portion.</summary>
    internal int Portion { get; init; } = 500;

    private const string Job = "sought-fields";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // Longer than the pause and the longest portion, so that the same node goes on while it lives.
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(3);

    /// <summary>Does the next portion if it is this node's turn; false when there is nothing to do or it is another's turn.</summary>
    internal async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        var next = await database.ReadAsync(
            db =>
                db.SoughtFields.Where(f => f.State != SoughtState.Ready)
                    .OrderBy(f => f.Id)
                    .Select(f => new { f.Id, f.State })
                    .FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        if (next is null || !await turns.TakeAsync(Job, Turn, cancellationToken))
        {
            return false;
        }

        await marks.ReadyAsync(cancellationToken);
        await (next.State == SoughtState.Leaving ? DropAsync(next.Id, cancellationToken) : FillAsync(next.Id, cancellationToken));
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunNextAsync(stoppingToken)) { }
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogFailed(problem);
            }

            await bell.WaitAsync(Pause, clock, stoppingToken);
        }
    }

    private async Task FillAsync(int id, CancellationToken cancellationToken)
    {
        var seen = await database.ReadAsync(
            db => db.SoughtFields.SingleOrDefaultAsync(f => f.Id == id && f.State == SoughtState.Filling, cancellationToken),
            cancellationToken
        );
        if (seen is null)
        {
            return;
        }

        // Found before the transaction: of a rare procedure the portion lies far apart.
        var ids = await database.ReadAsync(db => PortionAsync(db, seen, cancellationToken), cancellationToken);
        var ready = await database.WriteAsync(
            async db =>
            {
                await db.LockDossiersAsync(ids, cancellationToken);
                var field = await db.SoughtFields.SingleOrDefaultAsync(
                    f => f.Id == id && f.State == SoughtState.Filling && f.Cursor == seen.Cursor,
                    cancellationToken
                );
                if (field is null)
                {
                    return null;
                }

                await StoreAsync(db, field, ids, cancellationToken);
                if (ids.Count > 0)
                {
                    field.Advance(ids[^1], ids.Count);
                }

                if (ids.Count == Portion)
                {
                    return null;
                }

                field.Finish();
                return field;
            },
            cancellationToken
        );
        if (ready is not null)
        {
            LogReady(ready.Path, ready.ProcedureCode, ready.Filled);
        }
    }

    private async Task StoreAsync(DvcDbContext db, SoughtField field, List<Guid> ids, CancellationToken cancellationToken)
    {
        await db.SoughtValues.Where(v => v.FieldId == field.Id && ids.Contains(v.DossierId)).ExecuteDeleteAsync(cancellationToken);
        var answers = await db
            .Dossiers.AsNoTracking()
            .Where(d => ids.Contains(d.Id) && d.ErasedAt == null)
            .Select(d => new { d.Id, d.Answers.Json })
            .ToListAsync(cancellationToken);
        foreach (var given in answers)
        {
            db.SoughtValues.AddRange(await marks.ValuesAsync([field], given.Id, given.Json, cancellationToken));
        }
    }

    // In the order of the key, from where the last portion ended.
    private Task<List<Guid>> PortionAsync(DvcDbContext db, SoughtField field, CancellationToken cancellationToken)
    {
        var from = field.Cursor ?? Guid.Empty;
        return db
            .Database.SqlQuery<Guid>(
                $"""
                SELECT "Id" AS "Value" FROM "Dossiers" WHERE "ProcedureCode" = {field.ProcedureCode} AND "Id" > {from}
                ORDER BY "Id" LIMIT {Portion}
                """
            )
            .ToListAsync(cancellationToken);
    }

    private Task DropAsync(int id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var portion = db.SoughtValues.Where(v => v.FieldId == id).OrderBy(v => v.Key).ThenBy(v => v.DossierId).Take(10 * Portion);
                var keys = await portion.Select(v => v.DossierId).Distinct().ToListAsync(cancellationToken);
                await db.SoughtValues.Where(v => v.FieldId == id && keys.Contains(v.DossierId)).ExecuteDeleteAsync(cancellationToken);
                if (keys.Count == 0)
                {
                    await db.SoughtFields.Where(f => f.Id == id && f.State == SoughtState.Leaving).ExecuteDeleteAsync(cancellationToken);
                }
            },
            cancellationToken
        );

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Field {Path} of procedure {Procedure} can be sought by; {Count} dossiers were read"
    )]
    private partial void LogReady(string path, string procedure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The reading for sought fields failed; it goes on in a minute")]
    private partial void LogFailed(Exception problem);
}
