using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Notifications;

/// <summary>What is to be told.</summary>
/// <param name="EventId">The message of the outbox.</param>
public sealed record News(Guid EventId, NotificationKind Kind, Guid DossierId, string Number);

/// <summary>Notes for people what concerns them, as they have chosen.</summary>
public sealed class NotificationLedger(DvcDatabase database, TimeProvider clock)
{
    /// <summary>Notes it once for each of these people, however often and by however many nodes the message is handled. Returns those who want a mail at once.</summary>
    public async Task<IReadOnlySet<Guid>> RecordAsync(News news, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
        people.Count == 0
            ? new HashSet<Guid>()
            : await database.WriteAsync(db => RecordAsync(db, news, people, cancellationToken), cancellationToken);

    /// <summary>How each of these people hears of a topic; people without an account are missing.</summary>
    public static async Task<IReadOnlyDictionary<Guid, NotificationWay>> WaysAsync(
        DvcDbContext db,
        NotificationTopic topic,
        IReadOnlyCollection<Guid> people,
        CancellationToken cancellationToken
    )
    {
        var known = await db.Users.Where(u => people.Contains(u.Id) && u.ErasedAt == null).Select(u => u.Id).ToListAsync(cancellationToken);
        if (topic.IsRequired())
        {
            return known.ToDictionary(id => id, _ => NotificationWay.Mail);
        }

        var chosen = await db.Set<NotificationChoice>()
            .Where(c => known.Contains(c.UserId) && c.Topic == topic)
            .ToDictionaryAsync(c => c.UserId, c => c.Way, cancellationToken);
        var roles = await db
            .UserRoles.Where(r => known.Contains(r.UserId))
            .Join(db.Roles, r => r.RoleId, r => r.Id, (held, role) => new { held.UserId, role.Name })
            .ToListAsync(cancellationToken);
        var byPerson = roles.ToLookup(r => r.UserId, r => r.Name!);
        return known.ToDictionary(
            id => id,
            id => chosen.TryGetValue(id, out var way) ? way : NotificationRules.Usual(topic, [.. byPerson[id]])
        );
    }

    /// <summary>The same as part of an act.</summary>
    public async Task<IReadOnlySet<Guid>> RecordAsync(
        DvcDbContext db,
        News news,
        IReadOnlyCollection<Guid> people,
        CancellationToken cancellationToken
    )
    {
        var ways = await WaysAsync(db, news.Kind.Topic(), people, cancellationToken);
        foreach (var (person, way) in ways.Where(w => w.Value != NotificationWay.None))
        {
            if (await InsertAsync(db, news, person, way, cancellationToken))
            {
                db.Told.Add(person);
            }
        }

        return ways.Where(w => w.Value == NotificationWay.Mail).Select(w => w.Key).ToHashSet();
    }

    // Of several nodes that handle the same message, the one that writes the row has told.
    private async Task<bool> InsertAsync(
        DvcDbContext db,
        News news,
        Guid person,
        NotificationWay way,
        CancellationToken cancellationToken
    ) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Notifications" ("Id", "UserId", "EventId", "Kind", "DossierId", "Number", "At", "IsForDigest")
            VALUES ({Guid.CreateVersion7()}, {person}, {news.EventId}, {(int)news.Kind}, {news.DossierId}, {news.Number},
            {clock.GetUtcNow().UtcDateTime}, {way == NotificationWay.Digest})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken
        ) == 1;
}
