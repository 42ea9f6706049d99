using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Authoring.Moving;

/// <summary>Works on plans of publications behind the pages, one after the other on each node; what a dead node left another goes on with.</summary>
internal sealed partial class PlanJob(
    DvcDatabase database,
    MoveReading reading,
    RevisionMover mover,
    PlanBell bell,
    TimeProvider clock,
    ILogger<PlanJob> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunNextAsync(stoppingToken)) { }
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogFailed(problem);
            }

            await bell.WaitAsync(Pause, clock, stoppingToken);
        }
    }

    /// <summary>Works on the plan that has waited longest; false when none waits.</summary>
    internal async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        var turn = new PlanTurn(database, clock);
        if (await turn.TakeAsync(cancellationToken) is not { } plan)
        {
            return false;
        }

        try
        {
            await new PlanWork(database, reading, mover, turn, clock).RunAsync(plan, cancellationToken);
        }
        catch (PlanLostException)
        {
            // Dropped, or gone on with by another node.
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await turn.LetGoAsync(plan);
            throw;
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The work on a publication failed; it goes on once its lease is over")]
    private partial void LogFailed(Exception problem);
}
