namespace Dvc.Blazor.Features.Handling;

/// <summary>Somebody who has a dossier open.</summary>
/// <param name="IsWriting">Whether the person is filling in a form of it.</param>
public sealed record Onlooker(Guid UserId, string Name, bool IsWriting);

/// <summary>
/// Who has which dossier open on this node. It is a courtesy among colleagues, no lock: with several nodes each knows its own screens, and of two decisions
/// the later one is refused in any case.
/// </summary>
public sealed class DossierPresence
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, List<Stay>> _stays = [];

    /// <summary>Comes in; the stay is over when it is disposed. <paramref name="onChanged"/> is called when others come, go or begin to write.</summary>
    public Stay Enter(Guid dossierId, Guid userId, string name, Action onChanged)
    {
        var stay = new Stay(this, dossierId, new Onlooker(userId, name, IsWriting: false), onChanged);
        lock (_gate)
        {
            if (!_stays.TryGetValue(dossierId, out var here))
            {
                _stays[dossierId] = here = [];
            }

            here.Add(stay);
        }

        Tell(stay);
        return stay;
    }

    private List<Stay> OthersThan(Stay stay)
    {
        lock (_gate)
        {
            return [.. _stays.GetValueOrDefault(stay.DossierId, []).Where(s => s != stay)];
        }
    }

    private void Tell(Stay about) => OthersThan(about).ForEach(s => s.OnChanged());

    private void Leave(Stay stay)
    {
        lock (_gate)
        {
            if (!_stays.TryGetValue(stay.DossierId, out var here) || !here.Remove(stay))
            {
                return;
            }

            if (here.Count == 0)
            {
                _stays.Remove(stay.DossierId);
            }
        }

        Tell(stay);
    }

    /// <summary>One open screen.</summary>
    public sealed class Stay : IDisposable
    {
        private readonly DossierPresence _presence;
        private Onlooker _who;

        internal Stay(DossierPresence presence, Guid dossierId, Onlooker who, Action onChanged)
        {
            (_presence, DossierId, _who, OnChanged) = (presence, dossierId, who, onChanged);
        }

        /// <summary>The other people who have the dossier open, each once.</summary>
        public IReadOnlyList<Onlooker> Others =>
            [
                .. _presence
                    .OthersThan(this)
                    .Select(s => s._who)
                    .Where(w => w.UserId != _who.UserId)
                    .OrderByDescending(w => w.IsWriting)
                    .DistinctBy(w => w.UserId)
                    .OrderBy(w => w.Name, StringComparer.Ordinal),
            ];

        internal Guid DossierId { get; }

        internal Action OnChanged { get; }

        /// <summary>Tells whether this person is filling in a form.</summary>
        public void Write(bool isWriting)
        {
            if (_who.IsWriting != isWriting)
            {
                _who = _who with { IsWriting = isWriting };
                _presence.Tell(this);
            }
        }

        public void Dispose() => _presence.Leave(this);
    }
}
