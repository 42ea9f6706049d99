namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>The one place that is told of commits: wakes the screens of this node and whatever else listens for committed changes.</summary>
public sealed class ChangeAnnouncer(DossierFeed feed, AccountFeed accounts, PeopleFeed people)
{
    /// <summary>Raised after a commit with the changed ids, before <see cref="Announce"/> returns; must not block.</summary>
    public event Action<IReadOnlyCollection<Guid>>? Committed;

    /// <summary>Raised after a commit with the ids of accounts whose sessions or rights changed; must not block.</summary>
    public event Action<IReadOnlyCollection<Guid>>? AccountsCommitted;

    /// <summary>Raised after a commit with the ids of people for whom something was noted; must not block.</summary>
    public event Action<IReadOnlyCollection<Guid>>? PeopleCommitted;

    /// <summary>Raised after a commit that left something in the outbox; must not block.</summary>
    public event Action? Posted;

    /// <summary>Tells that a committed transaction changed these dossiers and drafts.</summary>
    public void Announce(IReadOnlyCollection<Guid> changed)
    {
        foreach (var id in changed)
        {
            feed.Publish(id);
        }

        if (changed.Count > 0)
        {
            Committed?.Invoke(changed);
        }
    }

    /// <summary>Tells that sessions or rights of these accounts changed for good.</summary>
    public void AnnounceAccounts(IReadOnlyCollection<Guid> changed)
    {
        foreach (var id in changed)
        {
            accounts.Publish(id);
        }

        if (changed.Count > 0)
        {
            AccountsCommitted?.Invoke(changed);
        }
    }

    /// <summary>Tells that there is something new to read for these people, or less.</summary>
    public void AnnouncePeople(IReadOnlyCollection<Guid> told)
    {
        foreach (var id in told)
        {
            people.Publish(id);
        }

        if (told.Count > 0)
        {
            PeopleCommitted?.Invoke(told);
        }
    }

    /// <summary>Tells that a committed transaction left something in the outbox.</summary>
    public void AnnouncePost() => Posted?.Invoke();
}
