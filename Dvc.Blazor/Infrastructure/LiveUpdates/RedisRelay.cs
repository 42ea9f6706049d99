using System.Text.Json;
using StackExchange.Redis;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>
/// Carries commits from node to node through Redis: after a commit the ids go out, and what other nodes send wakes this node's screens. Ids only, of dossiers
/// and drafts on one channel, of accounts and of people who were told something on others; each screen reads again with its own rights. Besides, nodes tell
/// each other who has which dossier open. Delivery is best effort: without Redis acts and this node's own screens go on as ever, and when it is back all screens read again.
/// </summary>
public sealed partial class RedisRelay(
    RedisLink link,
    ChangeAnnouncer announcer,
    DossierFeed dossiers,
    AccountFeed accounts,
    PeopleFeed people,
    DossierPresence presence,
    TimeProvider clock,
    ILogger<RedisRelay> logger
) : BackgroundService
{
    private static readonly RedisChannel Dossiers = RedisChannel.Literal("dvc:changed");
    private static readonly RedisChannel Accounts = RedisChannel.Literal("dvc:accounts");
    private static readonly RedisChannel People = RedisChannel.Literal("dvc:people");
    private static readonly RedisChannel Presence = RedisChannel.Literal("dvc:presence");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConnectionMultiplexer? _redis;

    /// <summary>Done when this node hears the others for the first time.</summary>
    public Task Listening => _listening.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        announcer.Committed += SendDossiers;
        announcer.AccountsCommitted += SendAccounts;
        announcer.PeopleCommitted += SendPeople;
        presence.Said += SendPresence;
        try
        {
            _redis = await link.ConnectAsync();
            _redis.ConnectionRestored += (_, _) => WakeAll();
            await ListenAsync(Dossiers, message => Hear(dossiers, message), stoppingToken);
            await ListenAsync(Accounts, message => Hear(accounts, message), stoppingToken);
            await ListenAsync(People, message => Hear(people, message), stoppingToken);
            await ListenAsync(Presence, HearPresence, stoppingToken);
            _listening.TrySetResult();
            // Whatever was committed elsewhere before this node listened.
            WakeAll();
            using var beat = new PeriodicTimer(DossierPresence.Beat, clock);
            do
            {
                presence.Repeat();
            } while (await beat.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) { }
        finally
        {
            announcer.Committed -= SendDossiers;
            announcer.AccountsCommitted -= SendAccounts;
            announcer.PeopleCommitted -= SendPeople;
            presence.Said -= SendPresence;
        }
    }

    private void WakeAll()
    {
        dossiers.PublishAll();
        accounts.PublishAll();
        people.PublishAll();
    }

    private async Task ListenAsync(RedisChannel channel, Action<RedisValue> hear, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await _redis!.GetSubscriber().SubscribeAsync(channel, (_, message) => hear(message));
                return;
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                LogNotReached(e);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private void SendDossiers(IReadOnlyCollection<Guid> changed) => Send(Dossiers, changed);

    private void SendAccounts(IReadOnlyCollection<Guid> changed) => Send(Accounts, changed);

    private void SendPeople(IReadOnlyCollection<Guid> told) => Send(People, told);

    private void SendPresence(PresenceNote note) => Send(Presence, JsonSerializer.Serialize(note));

    private void Send(RedisChannel channel, IReadOnlyCollection<Guid> changed) =>
        Send(channel, $"{_node} {string.Join(' ', changed.Select(id => id.ToString("N")))}");

    private void Send(RedisChannel channel, string message)
    {
        try
        {
            _redis?.GetSubscriber().Publish(channel, message, CommandFlags.FireAndForget);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            LogNotReached(e);
        }
    }

    private void Hear(ChangeFeed feed, RedisValue message)
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

    private void HearPresence(RedisValue message)
    {
        try
        {
            if (JsonSerializer.Deserialize<PresenceNote>((string?)message ?? "null") is { Node: not null, Here: not null } note)
            {
                presence.Hear(note);
            }
        }
        catch (JsonException e)
        {
            // A node of another version may say it otherwise; it is a courtesy only.
            LogNotUnderstood(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Another node says who has a dossier open in words this one does not know")]
    private partial void LogNotUnderstood(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis cannot be reached; other nodes do not hear of changes until it is back")]
    private partial void LogNotReached(Exception exception);
}
