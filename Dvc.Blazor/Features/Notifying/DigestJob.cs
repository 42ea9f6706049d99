using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Every few minutes one of the nodes sees whether the mails of the day are due.</summary>
internal sealed partial class DigestJob(DigestDesk desk, JobTurns turns, TimeProvider clock, ILogger<DigestJob> log) : BackgroundService
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

    /// <summary>Makes what is due if it is this node's turn; returns how many mails, null when it is another's turn.</summary>
    internal async Task<int?> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (!await turns.TakeAsync("digests", Turn, cancellationToken))
        {
            return null;
        }

        var made = await desk.RunAsync(cancellationToken);
        if (made > 0)
        {
            LogMade(made);
        }

        return made;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Made} mails of the day are on their way")]
    private partial void LogMade(int made);

    [LoggerMessage(Level = LogLevel.Error, Message = "The mails of the day could not be made; it is tried again in five minutes")]
    private partial void LogFailed(Exception problem);
}
