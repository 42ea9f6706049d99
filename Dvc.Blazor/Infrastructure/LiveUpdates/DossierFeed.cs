using System.Threading.Channels;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>
/// Tells open screens of this node that something changed. Carries an id only: each screen reads again with its own rights. The acting person never waits
/// for other people's screens; several changes in a row reach a slow screen as one.
/// </summary>
public sealed partial class DossierFeed(ILogger<DossierFeed> logger)
{
    private readonly Lock _gate = new();
    private Subscription[] _subscriptions = [];

    /// <summary>Calls back with the id of each dossier or draft that changed (of one, when <paramref name="only"/> is given) until disposed. One call at a time; errors are logged and swallowed.</summary>
    public IDisposable Subscribe(Func<Guid, Task> onChanged, Guid? only = null)
    {
        var subscription = new Subscription(this, onChanged, only);
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    /// <summary>Wakes the subscribers and returns at once.</summary>
    public void Publish(Guid id)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Offer(id);
        }
    }

    /// <summary>
    /// Wakes every subscriber, since changes may have gone unheard: those of one dossier or draft with its id, the others with <see cref="Guid.Empty"/>.
    /// </summary>
    public void PublishAll()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.OfferAnything();
        }
    }

    private sealed class Subscription : IDisposable
    {
        private readonly DossierFeed _feed;
        private readonly Func<Guid, Task> _onChanged;
        private readonly Guid? _only;
        private readonly HashSet<Guid> _waiting = [];
        private readonly Channel<Guid> _changes = Channel.CreateUnbounded<Guid>();

        public Subscription(DossierFeed feed, Func<Guid, Task> onChanged, Guid? only)
        {
            (_feed, _onChanged, _only) = (feed, onChanged, only);
            // Started inside the subscriber's execution context, so that its culture survives.
            _ = RunAsync();
        }

        public void Offer(Guid id)
        {
            if (_only is not null && _only != id)
            {
                return;
            }

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
