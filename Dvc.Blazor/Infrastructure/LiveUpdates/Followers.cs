namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>A connection that follows a dossier.</summary>
/// <param name="UserId">The person; null for a holder of the receipt's code.</param>
/// <param name="Session">The person's session in which it began.</param>
public sealed record Following(string Connection, Guid DossierId, string Number, Guid? UserId, Guid? Session);

/// <summary>Who follows which dossier over this node's hub.</summary>
public sealed class Followers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, HashSet<Following>> _followed = [];

    public void Add(Following following)
    {
        lock (_gate)
        {
            if (!_followed.TryGetValue(following.DossierId, out var known))
            {
                _followed[following.DossierId] = known = [];
            }

            known.Add(following);
        }
    }

    public void Remove(Following following)
    {
        lock (_gate)
        {
            if (_followed.TryGetValue(following.DossierId, out var known) && known.Remove(following) && known.Count == 0)
            {
                _followed.Remove(following.DossierId);
            }
        }
    }

    /// <summary>Those who follow the dossier of this id; all of them when <paramref name="id"/> is <see cref="Guid.Empty"/>.</summary>
    public IReadOnlyList<Following> Of(Guid id)
    {
        lock (_gate)
        {
            return id == Guid.Empty ? [.. _followed.Values.SelectMany(f => f)] : [.. _followed.GetValueOrDefault(id, [])];
        }
    }
}
