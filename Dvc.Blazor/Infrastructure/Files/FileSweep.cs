using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Every hour: forgets expired uploads, their bytes, and stored contents that no row refers to.</summary>
internal sealed partial class FileSweep(
    DvcDatabase database,
    IFileStore store,
    UploadFolder folder,
    IOptions<FilesOptions> options,
    TimeProvider clock,
    ILogger<FileSweep> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogFailed(problem);
            }
        }
    }

    internal async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var before = now.AddHours(-options.Value.UnfinishedHours);
        await database.WriteAsync(
            db => db.Set<Upload>().Where(u => u.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
        folder.Sweep(before);
        foreach (var hash in store.AddedBefore(before))
        {
            // Asked and removed in one transaction: a paper that comes to refer to it meanwhile waits or has already been seen.
            await database.WriteAsync(
                async db =>
                {
                    if (!await IsReferredToAsync(db, hash, cancellationToken) && store.Remove(hash, before))
                    {
                        await db.Set<FileScan>().Where(s => s.Sha256 == hash).ExecuteDeleteAsync(cancellationToken);
                        LogRemoved(hash);
                    }
                },
                cancellationToken
            );
        }
    }

    private static async Task<bool> IsReferredToAsync(DvcDbContext db, string hash, CancellationToken cancellationToken) =>
        await db.DraftPapers.AnyAsync(p => p.File.Sha256 == hash || p.File.ThumbnailSha256 == hash, cancellationToken)
        || await db.Set<SubmittedDocument>().AnyAsync(p => p.File.Sha256 == hash || p.File.ThumbnailSha256 == hash, cancellationToken)
        || await db.Set<MessageFile>().AnyAsync(p => p.File.Sha256 == hash || p.File.ThumbnailSha256 == hash, cancellationToken)
        || await db.ResultFiles.AnyAsync(p => p.File.Sha256 == hash || p.File.ThumbnailSha256 == hash, cancellationToken)
        || await db.ArticlePictures.AnyAsync(p => p.Sha256 == hash, cancellationToken)
        || await db.PortalEditions.AnyAsync(e => e.EmblemSha256 == hash, cancellationToken)
        || await db.Set<ObligationProof>().AnyAsync(p => p.File.Sha256 == hash || p.File.ThumbnailSha256 == hash, cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stored file {Sha256} belonged to nothing any more and was removed")]
    private partial void LogRemoved(string sha256);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep of stored files failed; it goes on in an hour")]
    private partial void LogFailed(Exception problem);
}
