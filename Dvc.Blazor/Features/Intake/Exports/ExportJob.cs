using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Intake.Exports;

/// <summary>
/// Makes the files that officers have asked for, one after the other on each node, and deletes them when their time is over. A node takes an export by its
/// row and says again and again that it lives; what a dead node left is begun anew by another, into a file of its own.
/// </summary>
internal sealed partial class ExportJob(
    DvcDatabase database,
    IEnumerable<IExportWriter> writers,
    ExportFolder folder,
    ExportBell bell,
    NotificationLedger ledger,
    IOptions<ExportOptions> options,
    TimeProvider clock,
    ILogger<ExportJob> log
) : BackgroundService
{
    // A file at which so many nodes died is not tried again.
    private const int MaxAttempts = 3;

    private const int KeptDays = 30;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunNextAsync(stoppingToken)) { }

                await SweepAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogJobFailed(problem);
            }

            await bell.WaitAsync(Pause, clock, stoppingToken);
        }
    }

    /// <summary>Makes the file that has waited longest; false when none waits.</summary>
    internal async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        var waiting = await database.ReadAsync(
            db => Due(db, Now).OrderBy(e => e.CreatedAt).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        if (waiting is not { } id)
        {
            return false;
        }

        if (await TakeAsync(id, cancellationToken) is { } export)
        {
            await MakeAsync(export, cancellationToken);
        }

        return true;
    }

    /// <summary>Deletes files whose time is over, what dead nodes left, and rows long done with.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var before = now.AddDays(-KeptDays);
        // Asked first: every node looks every few seconds, and seldom is there anything to write.
        if (
            await database.ReadAsync(
                db =>
                    db.Exports.AnyAsync(e => e.State == ExportState.Ready ? e.ExpiresAt <= now : e.FinishedAt <= before, cancellationToken),
                cancellationToken
            )
        )
        {
            await EndAsync(now, before, cancellationToken);
        }

        // Listed first: a file is there only after its attempt is.
        var files = folder.All();
        var wanted = await database.ReadAsync(
            db =>
                db.Exports.Where(e => e.State == ExportState.Ready || e.State == ExportState.Running)
                    .Select(e => new { e.Id, e.Attempt })
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        foreach (var (id, attempt) in files.Except(wanted.Select(e => (e.Id, e.Attempt))))
        {
            folder.Remove(id, attempt);
        }
    }

    private Task EndAsync(DateTime now, DateTime before, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var over = db.Exports.Where(e => e.State == ExportState.Ready && e.ExpiresAt <= now);
                db.Told.UnionWith(await over.Select(e => e.UserId).ToListAsync(cancellationToken));
                await over.ExecuteUpdateAsync(set => set.SetProperty(e => e.State, ExportState.Expired), cancellationToken);
                await db.Exports.Where(e => e.FinishedAt <= before && e.State != ExportState.Ready).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );

    private static IQueryable<Export> Due(DvcDbContext db, DateTime now) =>
        db.Exports.Where(e => e.State == ExportState.Waiting || (e.State == ExportState.Running && e.LeaseUntil <= now));

    private async Task<Export?> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var (now, lease) = (Now, Now + ExportProgress.Lease);
        return await database.WriteAsync(
            async db =>
                // One statement, so that of several nodes exactly one has its way.
                await Due(db, now)
                    .Where(e => e.Id == id)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(e => e.State, ExportState.Running)
                                .SetProperty(e => e.Attempt, e => e.Attempt + 1)
                                .SetProperty(e => e.LeaseUntil, lease)
                                .SetProperty(e => e.Done, 0),
                        cancellationToken
                    ) == 1
                    ? await db.Exports.AsNoTracking().SingleAsync(e => e.Id == id, cancellationToken)
                    : null,
            cancellationToken
        );
    }

    private async Task MakeAsync(Export export, CancellationToken cancellationToken)
    {
        try
        {
            if (export.Attempt > MaxAttempts)
            {
                throw new RuleViolationException("Export.Failed");
            }

            var (rows, bytes) = await WriteAsync(export, cancellationToken);
            if (await FinishAsync(export, rows, bytes, cancellationToken))
            {
                LogMade(export.UserId, export.Kind, rows, bytes);
                return;
            }
        }
        catch (ExportLostException)
        {
            // Given up, or made by another node.
        }
        catch (RuleViolationException refusal)
        {
            await FailAsync(export, refusal);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await LetGoAsync(export);
            throw;
        }
        catch (Exception problem)
        {
            LogFailed(problem, export.Id);
            await FailAsync(export, new RuleViolationException("Export.Failed"));
        }

        folder.Remove(export.Id, export.Attempt);
    }

    private async Task<(int Rows, long Bytes)> WriteAsync(Export export, CancellationToken cancellationToken)
    {
        await using var file = folder.Create(export.Id, export.Attempt);
        var progress = new ExportProgress(database, export, clock);
        var rows = await writers.Single(w => w.Writes(export.Kind)).WriteAsync(export, file, progress, cancellationToken);
        // For good on the disk before the row says so.
        file.Flush(flushToDisk: true);
        return (rows, file.Length);
    }

    private Task<bool> FinishAsync(Export export, int rows, long bytes, CancellationToken cancellationToken)
    {
        var now = Now;
        var expires = now.AddHours(options.Value.KeepHours);
        return database.WriteAsync(
            async db =>
            {
                var isMine =
                    await Mine(db, export)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(e => e.State, ExportState.Ready)
                                    .SetProperty(e => e.Done, rows)
                                    .SetProperty(e => e.Total, rows)
                                    .SetProperty(e => e.Bytes, bytes)
                                    .SetProperty(e => e.LeaseUntil, (DateTime?)null)
                                    .SetProperty(e => e.FinishedAt, now)
                                    .SetProperty(e => e.ExpiresAt, expires),
                            cancellationToken
                        ) == 1;
                if (isMine)
                {
                    var news = new News(export.Id, NotificationKind.ExportReady, export.Id, export.FileName);
                    await ledger.RecordAsync(db, news, [export.UserId], cancellationToken);
                    db.Told.Add(export.UserId);
                }

                return isMine;
            },
            cancellationToken
        );
    }

    private Task FailAsync(Export export, RuleViolationException refusal)
    {
        var (now, words) = (Now, RuleWords.Of(refusal));
        return database.WriteAsync(
            async db =>
            {
                await Mine(db, export)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(e => e.State, ExportState.Failed)
                            .SetProperty(e => e.Error, words)
                            .SetProperty(e => e.LeaseUntil, (DateTime?)null)
                            .SetProperty(e => e.FinishedAt, now)
                    );
                db.Told.Add(export.UserId);
            },
            CancellationToken.None
        );
    }

    // The node stops in order: another need not wait until it counts as dead.
    private Task<int> LetGoAsync(Export export)
    {
        var now = Now;
        return database.WriteAsync(
            db => Mine(db, export).ExecuteUpdateAsync(set => set.SetProperty(e => e.LeaseUntil, (DateTime?)now)),
            CancellationToken.None
        );
    }

    private static IQueryable<Export> Mine(DvcDbContext db, Export export) =>
        db.Exports.Where(e => e.Id == export.Id && e.Attempt == export.Attempt && e.State == ExportState.Running);

    [LoggerMessage(Level = LogLevel.Information, Message = "Officer {OfficerId} had {Kind} of {Count} dossiers made, {Bytes} bytes")]
    private partial void LogMade(Guid officerId, ExportKind kind, int count, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Export {ExportId} failed")]
    private partial void LogFailed(Exception problem, Guid exportId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The making of exports failed; it goes on in ten seconds")]
    private partial void LogJobFailed(Exception problem);
}
