namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>Which dossiers are followed over this node's hub, by how many connections, and their public numbers.</summary>
public sealed class Followers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (string Number, int Count)> _followed = [];

    /// <summary>Counts a connection in.</summary>
    public void Add(Guid dossierId, string number)
    {
        lock (_gate)
        {
            _followed[dossierId] = (number, _followed.GetValueOrDefault(dossierId).Count + 1);
        }
    }

    /// <summary>Counts a connection out.</summary>
    public void Remove(Guid dossierId)
    {
        lock (_gate)
        {
            if (!_followed.TryGetValue(dossierId, out var followed))
            {
                return;
            }

            if (followed.Count > 1)
            {
                _followed[dossierId] = followed with { Count = followed.Count - 1 };
            }
            else
            {
                _followed.Remove(dossierId);
            }
        }
    }

    /// <summary>The followed dossier of this id; all of them when <paramref name="id"/> is <see cref="Guid.Empty"/>.</summary>
    public IReadOnlyList<(Guid Id, string Number)> Of(Guid id)
    {
        lock (_gate)
        {
            return id == Guid.Empty ? [.. _followed.Select(f => (f.Key, f.Value.Number))]
                : _followed.TryGetValue(id, out var followed) ? [(id, followed.Number)]
                : [];
        }
    }
}
