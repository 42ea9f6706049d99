using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Journal;

/// <summary>Checks the chains portion by portion; after every portion it is written down how far it is, so that another node goes on where a dead one left off.</summary>
internal sealed partial class ChainJob(
    DvcDatabase database,
    ChainReader chains,
    ChainBell bell,
    JobTurns turns,
    TimeProvider clock,
    ILogger<ChainJob> log
) : BackgroundService
{
    private const string Name = "chain-check";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    // Longer than the longest step: the numbers that have no dossier any more.
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogFailed(problem);
            }

            await bell.WaitAsync(Pause, clock, stoppingToken);
        }
    }

    /// <summary>Carries the open check to its end; false when none is open or another node is at it.</summary>
    internal async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var open = await database.ReadAsync(
            db =>
                db.ChainChecks.Where(c => c.FinishedAt == null)
                    .OrderBy(c => c.AskedAt)
                    .Select(c => (Guid?)c.Id)
                    .FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        if (open is not { } id)
        {
            return false;
        }

        while (await turns.TakeAsync(Name, Turn, cancellationToken))
        {
            if (await StepAsync(id, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> StepAsync(Guid id, CancellationToken cancellationToken)
    {
        var check = await database.ReadAsync(db => db.ChainChecks.SingleAsync(c => c.Id == id, cancellationToken), cancellationToken);
        if (check.FinishedAt is not null)
        {
            return true;
        }

        if (check.Total == 0)
        {
            var total = await database.ReadAsync(db => db.Dossiers.CountAsync(cancellationToken), cancellationToken);
            var office = await chains.OfficeAsync(cancellationToken);
            // At least one, so that a portal without dossiers is seen to have begun.
            return await NoteAsync(id, check.After, office, Math.Max(total, 1), isLast: false, cancellationToken);
        }

        var portion = await chains.DossiersAsync(check.After, cancellationToken);
        return portion.Dossiers > 0
            ? await NoteAsync(id, check.After, portion, check.Total, isLast: false, cancellationToken)
            : await NoteAsync(id, check.After, await chains.GoneAsync(cancellationToken), check.Total, isLast: true, cancellationToken);
    }

    private Task<bool> NoteAsync(
        Guid id,
        string after,
        ChainPortion portion,
        int total,
        bool isLast,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async db =>
            {
                if (isLast)
                {
                    await FinishAsync(db, id, portion, cancellationToken);
                    return true;
                }

                var check = await db.ChainChecks.SingleAsync(c => c.Id == id, cancellationToken);
                if (check.After == after)
                {
                    check.Total = total;
                    check.Add(portion);
                    db.Told.Add(check.ById);
                }

                return check.FinishedAt is not null;
            },
            cancellationToken
        );

    private async Task FinishAsync(DvcDbContext db, Guid id, ChainPortion portion, CancellationToken cancellationToken)
    {
        var check = await db.ChainChecks.SingleAsync(c => c.Id == id, cancellationToken);
        if (check.FinishedAt is not null)
        {
            return;
        }

        check.Add(portion);
        check.FinishedAt = Now;
        db.Told.Add(check.ById);
        await db.LogAsync(
            OfficeEventKind.ChainChecked,
            null,
            new
            {
                dossiers = check.Dossiers,
                lines = check.Lines,
                broken = check.Broken,
                dossier = check.FirstDossier,
                line = check.FirstIndex,
                fault = check.FirstFault?.ToString(),
            },
            new Actor(null, "", ActorKind.System),
            Now,
            cancellationToken
        );
        if (check.First is { } first)
        {
            LogBroken(check.Broken, first.Dossier, first.Index, first.Fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The check of the audit chains failed; it goes on in half a minute")]
    private partial void LogFailed(Exception problem);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Count} audit chains are broken, the first at {Dossier} line {Index}: {Fault}")]
    private partial void LogBroken(int count, string? dossier, long index, ChainFault fault);
}
