using System.Collections.Concurrent;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>
/// One request at a time for each upload. A newer one ends the older: after a change of network the old connection may look alive for
/// long, and the person should not wait for it.
/// </summary>
internal sealed class UploadTurns
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Guid, Queue> _queues = new();

    /// <summary>Waits for the turn; null when the one before does not end.</summary>
    public async Task<Turn?> TakeAsync(Guid upload, CancellationToken cancellationToken)
    {
        var queue = Join(upload);
        try
        {
            queue.Current?.Supersede();
            if (await queue.Gate.WaitAsync(Patience, cancellationToken))
            {
                return queue.Current = new Turn(this, upload, queue);
            }
        }
        catch
        {
            Leave(upload, queue);
            throw;
        }

        Leave(upload, queue);
        return null;
    }

    private Queue Join(Guid upload)
    {
        while (true)
        {
            var queue = _queues.GetOrAdd(upload, _ => new Queue());
            lock (queue)
            {
                if (!queue.Closed)
                {
                    queue.Members++;
                    return queue;
                }
            }
        }
    }

    private void Leave(Guid upload, Queue queue)
    {
        lock (queue)
        {
            if (--queue.Members == 0)
            {
                queue.Closed = true;
                _queues.TryRemove(upload, out _);
                queue.Gate.Dispose();
            }
        }
    }

    internal sealed class Queue
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Turn? Current { get; set; }

        public int Members { get; set; }

        public bool Closed { get; set; }
    }

    internal sealed class Turn(UploadTurns turns, Guid upload, Queue queue) : IDisposable
    {
        private readonly CancellationTokenSource _superseded = new();

        /// <summary>Raised when somebody else wants the turn.</summary>
        public CancellationToken Superseded => _superseded.Token;

        public void Supersede()
        {
            try
            {
                _superseded.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has just ended by itself.
            }
        }

        public void Dispose()
        {
            queue.Current = null;
            _superseded.Dispose();
            queue.Gate.Release();
            turns.Leave(upload, queue);
        }
    }
}
