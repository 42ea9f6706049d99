using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>How a person hears of a topic.</summary>
/// <param name="Usual">How it would be without a choice.</param>
public sealed record TopicChoice(NotificationTopic Topic, NotificationWay Way, NotificationWay Usual);

/// <summary>What people do with what they were told: open it, mark it, choose how to hear.</summary>
public sealed class NotificationDesk(DvcDatabase database, NotificationsQuery query, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Marks a notification as read and returns the address of its dossier; null when it is somebody else's, or the person may not read the dossier (any more).</summary>
    public Task<string?> OpenAsync(Guid userId, Guid id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var notification = await db.Notifications.SingleOrDefaultAsync(n => n.Id == id && n.UserId == userId, cancellationToken);
                if (notification is null)
                {
                    return null;
                }

                if (notification.ReadAt is null)
                {
                    notification.ReadAt = Now;
                    db.Told.Add(userId);
                }

                if (notification.Kind == NotificationKind.ExportReady)
                {
                    return "/mot-cua/tep-xuat";
                }

                var (own, office) = await query.ReadableAsync(db, userId, cancellationToken);
                var isOffice = notification.Kind.Topic().IsForOfficers();
                return await (isOffice ? office : own).AnyAsync(d => d.Id == notification.DossierId, cancellationToken)
                    ? $"{(isOffice ? "/mot-cua/ho-so/" : "/ho-so/")}{notification.Number}"
                    : null;
            },
            cancellationToken
        );

    /// <summary>Marks everything as read that the person was told until now.</summary>
    public Task ReadAllAsync(Guid userId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var now = Now;
                await db
                    .Notifications.Where(n => n.UserId == userId && n.ReadAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancellationToken);
                db.Told.Add(userId);
            },
            cancellationToken
        );

    /// <summary>How a person hears of each topic that can concern the person.</summary>
    public Task<IReadOnlyList<TopicChoice>> ChoicesAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<TopicChoice>>(
            async db =>
            {
                var roles = await db
                    .Roles.Where(r => db.UserRoles.Any(u => u.UserId == userId && u.RoleId == r.Id))
                    .Select(r => r.Name!)
                    .ToListAsync(cancellationToken);
                var chosen = await db.Set<NotificationChoice>()
                    .Where(c => c.UserId == userId)
                    .ToDictionaryAsync(c => c.Topic, c => c.Way, cancellationToken);
                var topics = roles.Exists(Roles.Work.Contains)
                    ? NotificationRules.OfApplicants.Concat(NotificationRules.OfOfficers)
                    : NotificationRules.OfApplicants;
                return
                [
                    .. topics.Select(topic =>
                    {
                        var usual = NotificationRules.Usual(topic, roles);
                        return new TopicChoice(
                            topic,
                            topic.IsRequired() ? NotificationWay.Mail : chosen.GetValueOrDefault(topic, usual),
                            usual
                        );
                    }),
                ];
            },
            cancellationToken
        );

    /// <summary>Keeps how the person wants to hear. What the law has the office write is not for choosing.</summary>
    /// <exception cref="RuleViolationException">There is no such way.</exception>
    public Task ChooseAsync(
        Guid userId,
        IReadOnlyDictionary<NotificationTopic, NotificationWay> ways,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async db =>
            {
                if (ways.Any(w => !Enum.IsDefined(w.Key) || !Enum.IsDefined(w.Value)))
                {
                    throw new RuleViolationException("Notification.NoSuchWay");
                }

                var known = await db.Set<NotificationChoice>().Where(c => c.UserId == userId).ToListAsync(cancellationToken);
                foreach (var (topic, way) in ways.Where(w => !w.Key.IsRequired()))
                {
                    if (known.Find(c => c.Topic == topic) is { } before)
                    {
                        before.Way = way;
                    }
                    else
                    {
                        db.Add(
                            new NotificationChoice
                            {
                                UserId = userId,
                                Topic = topic,
                                Way = way,
                            }
                        );
                    }
                }
            },
            cancellationToken
        );
}
