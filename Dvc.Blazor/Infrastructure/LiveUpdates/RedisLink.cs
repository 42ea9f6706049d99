using StackExchange.Redis;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>This node's one connection to Redis. It is begun when first asked for, and comes back by itself.</summary>
public sealed class RedisLink : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection;
    private volatile ConnectionMultiplexer? _redis;

    public RedisLink(ConfigurationOptions options) =>
        _connection = new(async () => _redis = await ConnectionMultiplexer.ConnectAsync(options));

    /// <summary>The connection, whether Redis answers or not.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync() => _connection.Value;

    /// <summary>Redis while it can be reached; null while it cannot.</summary>
    public IDatabase? Reachable
    {
        get
        {
            _ = ConnectAsync();
            return _redis is { IsConnected: true } redis ? redis.GetDatabase() : null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_connection.IsValueCreated)
            return;
        var redis = await _connection.Value;
        await redis.CloseAsync(allowCommandsToComplete: false);
        await redis.DisposeAsync();
    }
}
