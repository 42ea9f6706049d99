using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Portals;

/// <summary>
/// Keeps <see cref="StandingPortal"/> fresh: reads it before the first request, at each change on whichever node, and once a minute in case a change went
/// unheard.
/// </summary>
public sealed partial class PortalWatch(
    DvcDatabase database,
    DossierFeed feed,
    StandingPortal standing,
    TimeProvider clock,
    ILogger<PortalWatch> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private IDisposable? _heard;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // First, so that no change falls between the reading and the listening.
        _heard = feed.Subscribe(_ => ReadAsync(CancellationToken.None), PortalEdition.FeedId);
        await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _heard?.Dispose();
        base.Dispose();
    }

    /// <summary>Reads the edition that counts and puts it in force on this node.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var edition = await database.ReadAsync(db => db.LatestPortalAsync(cancellationToken), cancellationToken);
        if (edition is not null)
        {
            standing.Put(edition.Number, edition.Portal);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogFailed(problem);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Name and contact of the portal could not be read; it is tried again in a minute")]
    private partial void LogFailed(Exception problem);
}

public static class PortalEditions
{
    /// <summary>The edition that counts; null while nobody has changed anything.</summary>
    public static Task<PortalEdition?> LatestPortalAsync(this DvcDbContext db, CancellationToken cancellationToken) =>
        db.PortalEditions.AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancellationToken);
}
