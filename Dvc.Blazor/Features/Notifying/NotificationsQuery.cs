using System.Security.Claims;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>One line of what somebody was told.</summary>
/// <param name="At">UTC.</param>
/// <param name="ProcedureName">Null when the person may not read the dossier any more.</param>
public sealed record NotificationRow(Guid Id, NotificationKind Kind, string Number, DateTime At, bool IsRead, string? ProcedureName);

/// <param name="Total">How many there are with this filter.</param>
/// <param name="Unread">How many are unread, whatever is filtered.</param>
public sealed record NotificationList(IReadOnlyList<NotificationRow> Rows, int Total, int Unread);

/// <summary>What one person was told, the newest first, a page at a time. What a dossier is about is read with the rights the person has now.</summary>
public sealed class NotificationsQuery(DvcDatabase database, Officers officers)
{
    public const int PageSize = 20;

    /// <summary>The bell counts so far.</summary>
    public const int MaxCounted = 100;

    public Task<NotificationList> RunAsync(Guid userId, bool unreadOnly, int page, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var (own, office) = await ReadableAsync(db, userId, cancellationToken);
                var mine = db.Notifications.Where(n => n.UserId == userId);
                var unread = await mine.CountAsync(n => n.ReadAt == null, cancellationToken);
                var listed = unreadOnly ? mine.Where(n => n.ReadAt == null) : mine;
                var rows = await listed
                    .OrderByDescending(n => n.At)
                    .ThenByDescending(n => n.Id)
                    .Skip((page - 1) * PageSize)
                    .Take(PageSize)
                    .Select(n => new NotificationRow(
                        n.Id,
                        n.Kind,
                        n.Number,
                        n.At,
                        n.ReadAt != null,
                        n.Kind < NotificationKind.Assigned
                            ? own.Where(d => d.Id == n.DossierId).Select(d => d.ProcedureName).FirstOrDefault()
                            : office.Where(d => d.Id == n.DossierId).Select(d => d.ProcedureName).FirstOrDefault()
                    ))
                    .ToListAsync(cancellationToken);
                return new NotificationList(rows, unreadOnly ? unread : await mine.CountAsync(cancellationToken), unread);
            },
            cancellationToken
        );

    /// <summary>How many a person has not read, at most <see cref="MaxCounted"/>; null for nobody, and for who may not see them yet.</summary>
    public async Task<int?> UnreadAsync(ClaimsPrincipal person, CancellationToken cancellationToken) =>
        CurrentUser.Of(person) is not { } user || SecondFactorGate.IsShut(person)
            ? null
            : await database.ReadAsync(
                db => db.Notifications.Where(n => n.UserId == user.Id && n.ReadAt == null).Take(MaxCounted).CountAsync(cancellationToken),
                cancellationToken
            );

    /// <summary>The dossiers a person may read now: as applicant, and as officer.</summary>
    internal async Task<(IQueryable<Dossier> Own, IQueryable<Dossier> Office)> ReadableAsync(
        DvcDbContext db,
        Guid userId,
        CancellationToken cancellationToken
    ) =>
        (
            db.DossiersOf(userId),
            await officers.FindAsync(db, userId, cancellationToken) is { } officer
                ? db.DossiersReadableBy(officer)
                : db.Dossiers.Where(_ => false)
        );
}
