using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Wakes the scanning job.</summary>
internal sealed class ScanQueue : Bell;

/// <summary>Scans what waits, asks again with growing pauses while the scanner is out of order, and tells the open screens.</summary>
internal sealed partial class ScanJob(
    DvcDatabase database,
    IFileStore store,
    IScanner scanner,
    ScanQueue queue,
    TimeProvider clock,
    ILogger<ScanJob> log
) : BackgroundService
{
    private const int AtOnce = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (scanner.IsConfigured && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunOnceAsync(stoppingToken) == AtOnce) { }
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogJobFailed(problem);
            }

            await queue.WaitAsync(Pause, clock, stoppingToken);
        }
    }

    /// <summary>Scans one batch of what is due; gives how many were asked about.</summary>
    internal async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await database.ReadAsync(
            db =>
                db.Set<FileScan>()
                    .Where(s => (s.State == ScanState.Pending || s.State == ScanState.Failed) && s.NextAttemptAt <= now)
                    .OrderBy(s => s.NextAttemptAt)
                    .Take(AtOnce)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        foreach (var waiting in due)
        {
            await RecordAsync(waiting.Sha256, await ScanAsync(waiting.Sha256, cancellationToken), cancellationToken);
        }

        return due.Count;
    }

    private async Task<ScanResult> ScanAsync(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await store.OpenAsync(sha256, cancellationToken);
            return await scanner.ScanAsync(content, cancellationToken);
        }
        catch (FileDamagedException damaged)
        {
            return new(ScanState.Failed, damaged.Message);
        }
    }

    private async Task RecordAsync(string sha256, ScanResult result, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await database.WriteAsync(
            async db =>
            {
                var scan = await db.Set<FileScan>().SingleAsync(s => s.Sha256 == sha256, cancellationToken);
                (scan.State, scan.Verdict, scan.ScannedAt) = (
                    result.State,
                    result.Verdict is { Length: > 300 } long_ ? long_[..300] : result.Verdict,
                    now
                );
                scan.Attempts++;
                scan.NextAttemptAt =
                    now
                    + TimeSpan.FromSeconds(
                        Math.Min(LongestPause.TotalSeconds, Pause.TotalSeconds * Math.Pow(2, Math.Min(scan.Attempts, 10) - 1))
                    );
                await TellAsync(db, sha256, cancellationToken);
            },
            cancellationToken
        );
        if (result.State == ScanState.Infected)
        {
            LogInfected(sha256, result.Verdict);
        }
        else if (result.State == ScanState.Failed)
        {
            LogScannerFailed(sha256, result.Verdict);
        }
    }

    private static async Task TellAsync(DvcDbContext db, string sha256, CancellationToken cancellationToken)
    {
        db.Changed.UnionWith(
            await db.DraftPapers.Where(p => p.File.Sha256 == sha256).Select(p => p.DraftId).ToListAsync(cancellationToken)
        );
        // What waits to go with a message or a result shows on the page of its dossier.
        string[] slots = [PaperSlots.Message, PaperSlots.Result];
        db.Changed.UnionWith(
            await db
                .Drafts.Where(d =>
                    d.RequestId != null
                    && db.DraftPapers.Any(p => p.DraftId == d.Id && slots.Contains(p.ComponentCode) && p.File.Sha256 == sha256)
                )
                .Select(d =>
                    db.Subtasks.Where(s => s.Id == d.RequestId).Select(s => (Guid?)s.DossierId).FirstOrDefault() ?? d.RequestId!.Value
                )
                .ToListAsync(cancellationToken)
        );
        db.Changed.UnionWith(
            await db.Set<SubmittedDocument>().Where(p => p.File.Sha256 == sha256).Select(p => p.DossierId).ToListAsync(cancellationToken)
        );
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Stored file {Sha256} is infected: {Verdict}; it is not served")]
    private partial void LogInfected(string sha256, string? verdict);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Stored file {Sha256} could not be scanned: {Verdict}; it is held back and tried again"
    )]
    private partial void LogScannerFailed(string sha256, string? verdict);

    [LoggerMessage(Level = LogLevel.Error, Message = "Scanning failed; it goes on later")]
    private partial void LogJobFailed(Exception problem);
}
