namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>Somebody who has a dossier open.</summary>
/// <param name="UserId">The account.</param>
/// <param name="Name">Shown to colleagues.</param>
/// <param name="IsWriting">Whether the person is filling in a form of it.</param>
public sealed record Onlooker(Guid UserId, string Name, bool IsWriting);

/// <summary>What a node says to the others about a dossier.</summary>
/// <param name="Node">The node that speaks.</param>
/// <param name="DossierId">The dossier.</param>
/// <param name="Here">Who has it open there; nobody when the last one left.</param>
/// <param name="Asks">Whether the others should say who has it open with them.</param>
public sealed record PresenceNote(string Node, Guid DossierId, IReadOnlyList<Onlooker> Here, bool Asks);

/// <summary>
/// Who has which dossier open. It is a courtesy among colleagues, no lock: of two decisions the later one is refused in any case. Each node knows its own
/// screens and remembers what others say of the dossiers that are open here; a node that is silent for too long is taken for gone.
/// </summary>
public sealed class DossierPresence(TimeProvider clock)
{
    /// <summary>How often a node repeats who is there.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Silence = 3 * Beat;

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Room> _rooms = [];

    /// <summary>Raised with what other nodes should hear; must not block.</summary>
    public event Action<PresenceNote>? Said;

    /// <summary>Comes in; the stay is over when it is disposed. <paramref name="onChanged"/> is called when others come, go or begin to write.</summary>
    public Stay Enter(Guid dossierId, Guid userId, string name, Action onChanged)
    {
        var stay = new Stay(this, dossierId, new Onlooker(userId, name, IsWriting: false), onChanged);
        bool isFirst;
        lock (_gate)
        {
            if (!_rooms.TryGetValue(dossierId, out var room))
            {
                _rooms[dossierId] = room = new Room();
            }

            isFirst = room.Stays.Count == 0;
            room.Stays.Add(stay);
        }

        Tell(stay, asks: isFirst);
        return stay;
    }

    /// <summary>Takes in what a node said. What this node said itself, and what is about dossiers nobody has open here, is passed over.</summary>
    public void Hear(PresenceNote note)
    {
        if (note.Node == _node)
        {
            return;
        }

        lock (_gate)
        {
            if (!_rooms.TryGetValue(note.DossierId, out var room))
            {
                return;
            }

            room.Elsewhere.Remove(note.Node);
            if (note.Here.Count > 0)
            {
                room.Elsewhere[note.Node] = new Word(note.Here, clock.GetUtcNow());
            }
        }

        Wake(note.DossierId);
        if (note.Asks)
        {
            Say(note.DossierId, asks: false);
        }
    }

    /// <summary>Repeats to the other nodes who is here, and forgets nodes that were silent for too long.</summary>
    public void Repeat()
    {
        List<Guid> open;
        List<Guid> quieter = [];
        lock (_gate)
        {
            open = [.. _rooms.Keys];
            var oldest = clock.GetUtcNow() - Silence;
            foreach (var (id, room) in _rooms)
            {
                var gone = room.Elsewhere.Where(e => e.Value.At < oldest).Select(e => e.Key).ToList();
                gone.ForEach(node => room.Elsewhere.Remove(node));
                if (gone.Count > 0)
                {
                    quieter.Add(id);
                }
            }
        }

        quieter.ForEach(id => Wake(id));
        open.ForEach(id => Say(id, asks: false));
    }

    private List<Onlooker> OthersThan(Stay stay)
    {
        lock (_gate)
        {
            return _rooms.TryGetValue(stay.DossierId, out var room)
                ? [.. room.Stays.Where(s => s != stay).Select(s => s.Who), .. room.Elsewhere.Values.SelectMany(w => w.Here)]
                : [];
        }
    }

    private void Tell(Stay about, bool asks = false)
    {
        Wake(about.DossierId, except: about);
        Say(about.DossierId, asks);
    }

    private void Wake(Guid dossierId, Stay? except = null)
    {
        List<Stay> here;
        lock (_gate)
        {
            here = _rooms.TryGetValue(dossierId, out var room) ? [.. room.Stays.Where(s => s != except)] : [];
        }

        here.ForEach(s => s.OnChanged());
    }

    private void Say(Guid dossierId, bool asks)
    {
        List<Onlooker> here;
        lock (_gate)
        {
            here = _rooms.TryGetValue(dossierId, out var room) ? [.. room.Stays.Select(s => s.Who)] : [];
        }

        Said?.Invoke(new PresenceNote(_node, dossierId, here, asks));
    }

    private void Leave(Stay stay)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(stay.DossierId, out var room) || !room.Stays.Remove(stay))
            {
                return;
            }

            if (room.Stays.Count == 0)
            {
                _rooms.Remove(stay.DossierId);
            }
        }

        Tell(stay);
    }

    private sealed record Word(IReadOnlyList<Onlooker> Here, DateTimeOffset At);

    // A dossier that is open here.
    private sealed class Room
    {
        public List<Stay> Stays { get; } = [];

        public Dictionary<string, Word> Elsewhere { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>One open screen.</summary>
    public sealed class Stay : IDisposable
    {
        private readonly DossierPresence _presence;

        internal Stay(DossierPresence presence, Guid dossierId, Onlooker who, Action onChanged)
        {
            (_presence, DossierId, Who, OnChanged) = (presence, dossierId, who, onChanged);
        }

        /// <summary>The other people who have the dossier open, each once.</summary>
        public IReadOnlyList<Onlooker> Others =>
            [
                .. _presence
                    .OthersThan(this)
                    .Where(w => w.UserId != Who.UserId)
                    .OrderByDescending(w => w.IsWriting)
                    .DistinctBy(w => w.UserId)
                    .OrderBy(w => w.Name, StringComparer.Ordinal),
            ];

        internal Guid DossierId { get; }

        internal Onlooker Who { get; private set; }

        internal Action OnChanged { get; }

        /// <summary>Tells whether this person is filling in a form.</summary>
        public void Write(bool isWriting)
        {
            if (Who.IsWriting != isWriting)
            {
                Who = Who with { IsWriting = isWriting };
                _presence.Tell(this);
            }
        }

        public void Dispose() => _presence.Leave(this);
    }
}
