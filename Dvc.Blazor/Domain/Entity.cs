namespace Dvc.Blazor.Domain;

/// <summary>Something that has happened to a dossier; recorded by an entity, stored in the outbox with the change itself, told to the world after the commit.</summary>
public interface IDomainEvent
{
    /// <summary>The dossier it happened to.</summary>
    Guid DossierId { get; }
}

/// <summary>Base of what has an own life in the database and speaks of what happened to it.</summary>
public abstract class Entity
{
    private readonly List<IDomainEvent> _events = [];

    /// <summary>Notes an event; it leaves with the next save.</summary>
    protected void Record(IDomainEvent happened) => _events.Add(happened);

    internal IReadOnlyList<IDomainEvent> TakeEvents()
    {
        IDomainEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }
}
