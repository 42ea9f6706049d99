namespace Dvc.Blazor.Infrastructure.Retention;

/// <summary>Every hour: warns of drafts that will go, deletes those whose time is over, erases closed dossiers, deletes outbox rows long dealt with and old notifications.</summary>
internal sealed partial class RetentionJob(
    DraftRetention drafts,
    DossierRetention dossiers,
    OutboxRetention outbox,
    NotificationRetention notifications,
    TimeProvider clock,
    ILogger<RetentionJob> log
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
        var warned = await drafts.WarnAsync(cancellationToken);
        var deleted = await drafts.DeleteAsync(cancellationToken);
        var erased = await dossiers.EraseAsync(cancellationToken);
        await outbox.DeleteAsync(cancellationToken);
        await notifications.DeleteAsync(cancellationToken);
        if (warned + deleted + erased > 0)
        {
            LogDone(warned, deleted, erased);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Retention: {Warned} drafts warned of, {Deleted} drafts deleted, {Erased} dossiers without personal data now"
    )]
    private partial void LogDone(int warned, int deleted, int erased);

    [LoggerMessage(Level = LogLevel.Error, Message = "The retention of personal data failed; it goes on in an hour")]
    private partial void LogFailed(Exception problem);
}
