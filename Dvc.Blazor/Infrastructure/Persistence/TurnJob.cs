namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>Work that one of the nodes does every few minutes.</summary>
/// <param name="name">Its name among the jobs.</param>
/// <param name="turns">Whose turn it is.</param>
/// <param name="clock">Tells when.</param>
/// <param name="log">Hears what was done and what went wrong.</param>
internal abstract partial class TurnJob(string name, JobTurns turns, TimeProvider clock, ILogger log) : BackgroundService
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
                Failed(log, name, problem);
            }
        }
    }

    /// <summary>Does the work if it is this node's turn; returns how much was done, null when it is another's turn.</summary>
    internal async Task<int?> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (!await turns.TakeAsync(name, Turn, cancellationToken))
        {
            return null;
        }

        var done = await WorkAsync(cancellationToken);
        if (done > 0)
        {
            Done(log, name, done);
        }

        return done;
    }

    /// <summary>The work; returns how much was done.</summary>
    protected abstract Task<int> WorkAsync(CancellationToken cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "The job {Job} has done {Count}")]
    private static partial void Done(ILogger log, string job, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} failed; it is tried again in five minutes")]
    private static partial void Failed(ILogger log, string job, Exception problem);
}
