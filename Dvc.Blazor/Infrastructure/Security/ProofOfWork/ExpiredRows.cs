using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security.ProofOfWork;

/// <summary>Every ten minutes: forgets registrations that nobody confirmed in time, with all that was entered, and tasks that have run out.</summary>
internal sealed partial class ExpiredRows(DvcDatabase database, TimeProvider clock, ILogger<ExpiredRows> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await database.WriteAsync(
            db => db.PendingRegistrations.Where(r => r.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
        await database.WriteAsync(
            db => db.SpentChallenges.Where(c => c.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
    }

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

    [LoggerMessage(Level = LogLevel.Error, Message = "Expired registrations could not be swept; it is tried again in ten minutes")]
    private partial void LogFailed(Exception problem);
}
