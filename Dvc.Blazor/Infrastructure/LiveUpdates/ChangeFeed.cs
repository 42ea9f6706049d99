using System.Threading.Channels;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>Tells open screens of this node of changed dossiers and drafts.</summary>
public sealed class DossierFeed(ILogger<DossierFeed> logger) : ChangeFeed(logger);

/// <summary>Tells open pages of this node of accounts whose sessions, locks, roles or postings changed; each page looks its person over anew.</summary>
public sealed class AccountFeed(ILogger<AccountFeed> logger) : ChangeFeed(logger);

/// <summary>Tells open pages of this node of people for whom there is something new to read, or less.</summary>
public sealed class PeopleFeed(ILogger<PeopleFeed> logger) : ChangeFeed(logger);

/// <summary>
/// Tells open screens of this node that something changed. Carries an id only: each screen reads again with its own rights. The acting person never waits
/// for other people's screens; several changes in a row reach a slow screen as one.
/// </summary>
public abstract partial class ChangeFeed(ILogger logger)
{
    private readonly Lock _gate = new();
    private Subscription[] _subscriptions = [];

    /// <summary>Calls back with the id of each thing that changed (of one, when <paramref name="only"/> is given) until disposed. One call at a time; errors are logged and swallowed.</summary>
    public IDisposable Subscribe(Func<Guid, Task> onChanged, Guid? only = null) =>
        Add(new Subscription(this, onChanged, only, merges: false));

    /// <summary>Calls back when anything changed, until disposed; however many change during a call, one call follows it. Errors as above.</summary>
    public IDisposable SubscribeToAny(Func<Task> onChanged) => Add(new Subscription(this, _ => onChanged(), null, merges: true));

    /// <summary>Wakes the subscribers and returns at once.</summary>
    public void Publish(Guid id)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Offer(id);
        }
    }

    /// <summary>
    /// Wakes every subscriber, since changes may have gone unheard: those of one thing with its id, the others with <see cref="Guid.Empty"/>.
    /// </summary>
    public void PublishAll()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.OfferAnything();
        }
    }

    private Subscription Add(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    private sealed class Subscription : IDisposable
    {
        private readonly ChangeFeed _feed;
        private readonly Func<Guid, Task> _onChanged;
        private readonly Guid? _only;
        private readonly bool _merges;
        private readonly HashSet<Guid> _waiting = [];
        private readonly Channel<Guid> _changes = Channel.CreateUnbounded<Guid>();

        public Subscription(ChangeFeed feed, Func<Guid, Task> onChanged, Guid? only, bool merges)
        {
            (_feed, _onChanged, _only, _merges) = (feed, onChanged, only, merges);
            // Started inside the subscriber's execution context, so that its culture survives.
            _ = RunAsync();
        }

        public void Offer(Guid changed)
        {
            if (_only is not null && _only != changed)
            {
                return;
            }

            var id = _merges ? Guid.Empty : changed;
            lock (_waiting)
            {
                if (!_waiting.Add(id))
                {
                    return;
                }
            }

            _changes.Writer.TryWrite(id);
        }

        public void OfferAnything() => Offer(_only ?? Guid.Empty);

        public void Dispose()
        {
            _changes.Writer.TryComplete();
            lock (_feed._gate)
            {
                _feed._subscriptions = [.. _feed._subscriptions.Where(s => s != this)];
            }
        }

        private async Task RunAsync()
        {
            await foreach (var id in _changes.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                lock (_waiting)
                {
                    _waiting.Remove(id);
                }

                try
                {
                    await _onChanged(id);
                }
                catch (Exception e)
                {
                    // One broken screen must not keep the others from hearing.
                    _feed.LogSubscriberFailed(e);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A live-update subscriber failed.")]
    private partial void LogSubscriberFailed(Exception exception);
}
