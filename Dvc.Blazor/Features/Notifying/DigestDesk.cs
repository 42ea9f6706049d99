using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>A person's mail of one day is to be sent.</summary>
/// <param name="Day">Vietnamese date.</param>
internal sealed record DigestDue(Guid UserId, DateOnly Day);

/// <summary>Once a day puts together, for each who wants that, what is new and unread.</summary>
internal sealed class DigestDesk(DvcDatabase database, IOptions<NotificationOptions> options, TimeProvider clock)
{
    /// <summary>Makes the mails of this day as far as they are not made; before the hour it makes none. Returns how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var local = VietnamTime.Local(clock.GetUtcNow().UtcDateTime);
        if (local.Hour < options.Value.DigestHour)
        {
            return 0;
        }

        var (day, made) = (DateOnly.FromDateTime(local), 0);
        foreach (var person in await WaitingAsync(day, cancellationToken))
        {
            made += await database.WriteAsync(db => MakeAsync(db, person, day, cancellationToken), cancellationToken);
        }

        return made;
    }

    private Task<List<Guid>> WaitingAsync(DateOnly day, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Notifications.Where(n => n.IsForDigest && n.DigestOn == null && n.ReadAt == null)
                    .Where(n => !db.Set<DigestDay>().Any(d => d.UserId == n.UserId && d.LastOn >= day))
                    .Select(n => n.UserId)
                    .Distinct()
                    .ToListAsync(cancellationToken),
            cancellationToken
        );

    private async Task<int> MakeAsync(DvcDbContext db, Guid person, DateOnly day, CancellationToken cancellationToken)
    {
        // Of two nodes, the one that moves the day on makes the mail.
        var first = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "DigestDays" ("UserId", "LastOn") VALUES ({person}, {day})
            ON CONFLICT ("UserId") DO UPDATE SET "LastOn" = excluded."LastOn" WHERE "DigestDays"."LastOn" < excluded."LastOn"
            """,
            cancellationToken
        );
        if (first == 0)
        {
            return 0;
        }

        await db
            .Notifications.Where(n => n.UserId == person && n.IsForDigest && n.DigestOn == null && n.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.DigestOn, day), cancellationToken);
        db.Add(OutboxMessage.From(new DigestDue(person, day), Guid.Empty, clock.GetUtcNow().UtcDateTime));
        return 1;
    }
}
