using System.Net.Sockets;
using System.Text;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using MailKit.Net.Smtp;

namespace Dvc.Blazor.Infrastructure.Outbox;

/// <summary>
/// Handles waiting messages one after the other: at once after a commit of this node, else at the next look. A failed message comes back later and holds up
/// no other; one that keeps failing is set aside with its last error. Each message is handled once, except when a node dies or a server goes silent
/// between doing and noting it down: then it is done once more under the same id.
/// </summary>
internal sealed partial class OutboxDispatcher(
    OutboxQueue queue,
    IEnumerable<OutboxRoute> routes,
    IServiceScopeFactory scopes,
    ChangeAnnouncer announcer,
    OutboxTiming timing,
    TimeProvider clock,
    ILogger<OutboxDispatcher> logger
) : BackgroundService
{
    private readonly string _node = $"{Environment.MachineName}/{Guid.NewGuid():N}";
    private readonly Dictionary<string, OutboxRoute> _routes = routes.ToDictionary(route => route.Kind, StringComparer.Ordinal);
    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <summary>Handles all that is due now and returns how many messages were taken.</summary>
    public async Task<int> RunOnceAsync(CancellationToken stopping)
    {
        var taken = 0;
        while (!stopping.IsCancellationRequested && await queue.TakeAsync(_node, stopping) is { } message)
        {
            taken++;
            await HandleAsync(message, stopping);
        }

        return taken;
    }

    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        announcer.Posted += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await RunSafelyAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
        finally
        {
            announcer.Posted -= Wake;
        }
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake.
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_wake.WaitAsync(enough.Token), Task.Delay(timing.Poll, clock, enough.Token));
        await enough.CancelAsync();
    }

    private async Task RunSafelyAsync(CancellationToken stopping)
    {
        try
        {
            await RunOnceAsync(stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // The database is away; the next look may find it again.
            LogCannotLook(e);
        }
    }

    private async Task HandleAsync(OutboxMessage message, CancellationToken stopping)
    {
        if (message.Attempts > timing.MaxAttempts)
        {
            // Only a node that died each time leaves a message like this.
            await AbandonAsync(message, message.LastError ?? "Never finished.");
            return;
        }

        try
        {
            await CallHandlerAsync(message, stopping);
            if (!await queue.FinishAsync(message))
            {
                LogLeaseLost(message.Id, message.Kind);
            }
        }
        catch (OutboxAbandonedException e)
        {
            await AbandonAsync(message, e.Message);
        }
        catch (Exception e)
        {
            await FailAsync(message, Describe(e));
        }
    }

    private async Task CallHandlerAsync(OutboxMessage message, CancellationToken stopping)
    {
        if (!_routes.TryGetValue(message.Kind, out var route))
        {
            return;
        }

        using var limit = new CancellationTokenSource(timing.Patience, clock);
        // A mail on its way is brought to its end rather than cut off, as long as the stop allows.
        await using var farewell = stopping.Register(() => limit.CancelAfter(timing.Farewell));
        await using var scope = scopes.CreateAsyncScope();
        await route.HandleAsync(scope.ServiceProvider, message, limit.Token);
    }

    private async Task FailAsync(OutboxMessage message, string error)
    {
        if (message.Attempts >= timing.MaxAttempts)
        {
            await AbandonAsync(message, error);
            return;
        }

        LogFailed(message.Id, message.Kind, message.Attempts, error);
        await queue.DelayAsync(message, error);
    }

    private async Task AbandonAsync(OutboxMessage message, string error)
    {
        LogAbandoned(message.Id, message.Kind, message.Attempts, error);
        await queue.AbandonAsync(message, error);
    }

    // Kinds and codes only: what servers answer repeats addresses.
    private static string Describe(Exception error)
    {
        var words = new StringBuilder();
        for (var e = error; e is not null; e = e.InnerException)
        {
            words.Append(words.Length == 0 ? "" : " < ").Append(e.GetType().Name);
            words.Append(
                e switch
                {
                    SmtpCommandException smtp => $" {smtp.ErrorCode} {(int)smtp.StatusCode}",
                    SocketException socket => $" {socket.SocketErrorCode}",
                    _ => "",
                }
            );
        }

        return words.ToString();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox message {MessageId} ({Kind}) failed at attempt {Attempt}: {Error}")]
    private partial void LogFailed(Guid messageId, string kind, int attempt, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox message {MessageId} ({Kind}) is set aside after attempt {Attempt}: {Error}")]
    private partial void LogAbandoned(Guid messageId, string kind, int attempt, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox message {MessageId} ({Kind}) took longer than its lease.")]
    private partial void LogLeaseLost(Guid messageId, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read.")]
    private partial void LogCannotLook(Exception exception);
}
