using Dvc.Blazor.Infrastructure.LiveUpdates;
using StackExchange.Redis;

namespace Dvc.Blazor.Infrastructure.Web.RateLimits;

/// <summary>
/// What all nodes count together, in Redis. Each question has half a second; when Redis is away or slow the answer is null, and the caller counts on its own node.
/// </summary>
public sealed partial class SharedCounts(RedisLink link, ILogger<SharedCounts> log)
{
    // Refused tries do not lengthen the window: it began with the first act in it.
    private const string InWindow = """
        local n = redis.call('INCR', KEYS[1])
        if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
        if n <= tonumber(ARGV[1]) then return 0 end
        return redis.call('PTTL', KEYS[1])
        """;

    private const string AddOne = """
        local n = redis.call('INCR', KEYS[1])
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return n
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Counts one act in a window that begins with the first. Zero when it is among the <paramref name="times"/> allowed, else the time until the window ends.</summary>
    public async Task<TimeSpan?> TakeAsync(string name, int times, TimeSpan window) =>
        await AskAsync(redis => redis.ScriptEvaluateAsync(InWindow, [Key(name)], [times, Milliseconds(window)])) is { } wait
            ? TimeSpan.FromMilliseconds((long)wait)
            : null;

    /// <summary>Adds one, and forgets all after <paramref name="memory"/> without another; returns the count.</summary>
    public async Task<long?> AddAsync(string name, TimeSpan memory) =>
        await AskAsync(redis => redis.ScriptEvaluateAsync(AddOne, [Key(name)], [Milliseconds(memory)])) is { } count ? (long)count : null;

    /// <summary>Starts a wait.</summary>
    public async Task HoldAsync(string name, TimeSpan wait) =>
        await AskAsync(async redis => RedisResult.Create(await redis.StringSetAsync(Key(name), 1, wait)));

    /// <summary>How much of a wait is left; zero when there is none.</summary>
    public async Task<TimeSpan?> LeftAsync(string name) =>
        await AskAsync(redis => redis.ExecuteAsync("PTTL", Key(name))) is { } left
            ? TimeSpan.FromMilliseconds(Math.Max(0, (long)left))
            : null;

    private static RedisKey Key(string name) => $"dvc:count:{name}";

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    private async Task<RedisResult?> AskAsync(Func<IDatabase, Task<RedisResult>> question)
    {
        try
        {
            return link.Reachable is { } redis ? await question(redis).WaitAsync(Patience) : null;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            LogNotReached(e);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not answer; this node counts for itself")]
    private partial void LogNotReached(Exception exception);
}
