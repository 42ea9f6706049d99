using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Deadlines;

/// <summary>Every few minutes one of the nodes looks at the time limits.</summary>
internal sealed partial class DeadlineJob(DeadlineWatch watch, JobTurns turns, TimeProvider clock, ILogger<DeadlineJob> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    // Longer than the pause, so that the same node goes on while it lives.
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(12);

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

    /// <summary>Looks if it is this node's turn; returns how much was noticed, null when it is another's turn.</summary>
    internal async Task<int?> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (!await turns.TakeAsync("deadlines", Turn, cancellationToken))
        {
            return null;
        }

        var noticed = await watch.RunAsync(cancellationToken);
        if (noticed > 0)
        {
            LogNoticed(noticed);
        }

        return noticed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Time limits: {Noticed} marks noticed")]
    private partial void LogNoticed(int noticed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The time limits could not be looked at; it is tried again in five minutes")]
    private partial void LogFailed(Exception problem);
}
