using StackExchange.Redis;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>
/// Carries commits from node to node through Redis: after a commit the ids go out, and what other nodes send wakes this node's screens. Ids only; each screen
/// reads again with its own rights. Delivery is best effort: without Redis acts and this node's own screens go on as ever, and when it is back all screens read again.
/// </summary>
public sealed partial class RedisRelay(
    ConfigurationOptions options,
    ChangeAnnouncer announcer,
    DossierFeed feed,
    ILogger<RedisRelay> logger
) : BackgroundService
{
    private static readonly RedisChannel Channel = RedisChannel.Literal("dvc:changed");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConnectionMultiplexer? _redis;

    /// <summary>Done when this node hears the others for the first time.</summary>
    public Task Listening => _listening.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        announcer.Committed += Send;
        try
        {
            _redis = await ConnectionMultiplexer.ConnectAsync(options);
            _redis.ConnectionRestored += (_, _) => feed.PublishAll();
            await ListenAsync(_redis.GetSubscriber(), stoppingToken);
            _listening.TrySetResult();
            // Whatever was committed elsewhere before this node listened.
            feed.PublishAll();
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        catch (OperationCanceledException) { }
        finally
        {
            announcer.Committed -= Send;
            if (_redis is { } redis)
            {
                await redis.CloseAsync(allowCommandsToComplete: false);
                await redis.DisposeAsync();
            }
        }
    }

    private async Task ListenAsync(ISubscriber subscriber, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await subscriber.SubscribeAsync(Channel, (_, message) => Hear(message));
                return;
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                LogNotReached(e);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private void Send(IReadOnlyCollection<Guid> changed)
    {
        try
        {
            var message = $"{_node} {string.Join(' ', changed.Select(id => id.ToString("N")))}";
            _redis?.GetSubscriber().Publish(Channel, message, CommandFlags.FireAndForget);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            LogNotReached(e);
        }
    }

    private void Hear(RedisValue message)
    {
        var parts = ((string?)message)?.Split(' ') ?? [];
        if (parts.Length == 0 || parts[0] == _node)
        {
            return;
        }

        foreach (var part in parts.Skip(1))
        {
            if (Guid.TryParseExact(part, "N", out var id))
            {
                feed.Publish(id);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis cannot be reached; other nodes do not hear of changes until it is back")]
    private partial void LogNotReached(Exception exception);
}
