using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Blazor.Features.Deadlines;

/// <summary>Looks at all time limits that run and tells the officers of what it notices, each thing once.</summary>
internal sealed class DeadlineWatch(DvcDatabase database, DossierClocks clocks, WorkingCalendars calendars, TimeProvider clock)
{
    /// <summary>Days after which a result that nobody fetches is noticed.</summary>
    public const int CollectDays = 10;

    private sealed record Running(Guid Id, Guid RevisionId, FilingChannel Channel, DateTime DueAt, decimal? ExtendedBy);

    private sealed record Noticed(DeadlineMark Mark, Guid SubjectId, Guid DossierId, DateTime LimitAt);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Notices what has come to pass; returns how much.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var noticed = 0;
        foreach (var mark in await FindAsync(cancellationToken))
        {
            noticed += await database.WriteAsync(db => TellAsync(db, mark, cancellationToken), cancellationToken);
        }

        return noticed;
    }

    private async Task<List<Noticed>> FindAsync(CancellationToken cancellationToken)
    {
        var found = await OfLimitsAsync(cancellationToken);
        var now = Now;
        var uncollected = now.AddDays(-CollectDays);
        return await database.ReadAsync(
            async db =>
            {
                var known = db.Set<DeadlineNotice>();
                found.AddRange(
                    await db
                        .Dossiers.Where(d => d.Status == AwaitingSupplement && d.SupplementAnsweredAt == null && d.SupplementDueAt < now)
                        .Where(d =>
                            !known.Any(n =>
                                n.SubjectId == d.Id && n.Mark == DeadlineMark.SupplementOverdue && n.LimitAt == d.SupplementDueAt
                            )
                        )
                        .Select(d => new Noticed(DeadlineMark.SupplementOverdue, d.Id, d.Id, d.SupplementDueAt!.Value))
                        .ToListAsync(cancellationToken)
                );
                found.AddRange(
                    await db
                        .Dossiers.Where(d => d.Status == AwaitingPayment && d.PaymentProofAt == null && d.PaymentDueAt < now)
                        .Where(d =>
                            !known.Any(n => n.SubjectId == d.Id && n.Mark == DeadlineMark.PaymentOverdue && n.LimitAt == d.PaymentDueAt)
                        )
                        .Select(d => new Noticed(DeadlineMark.PaymentOverdue, d.Id, d.Id, d.PaymentDueAt!.Value))
                        .ToListAsync(cancellationToken)
                );
                found.AddRange(
                    await db
                        .Opinions.Where(o => o.AnsweredAt == null && o.WithdrawnAt == null && o.DueAt < now)
                        .Where(o => !known.Any(n => n.SubjectId == o.Id && n.Mark == DeadlineMark.OpinionOverdue && n.LimitAt == o.DueAt))
                        .Select(o => new Noticed(DeadlineMark.OpinionOverdue, o.Id, o.DossierId, o.DueAt))
                        .ToListAsync(cancellationToken)
                );
                found.AddRange(
                    await db
                        .Dossiers.Where(d =>
                            d.Status == Completed && d.ResultDelivery == ResultDelivery.OneStop && d.CompletedAt < uncollected
                        )
                        .Where(d =>
                            !known.Any(n => n.SubjectId == d.Id && n.Mark == DeadlineMark.NotCollected && n.LimitAt == d.CompletedAt)
                        )
                        .Select(d => new Noticed(DeadlineMark.NotCollected, d.Id, d.Id, d.CompletedAt!.Value))
                        .ToListAsync(cancellationToken)
                );
                return found;
            },
            cancellationToken
        );
    }

    // Of the time limits that run: the furthest mark that is reached and not noticed yet. What lies behind it is past.
    private async Task<List<Noticed>> OfLimitsAsync(CancellationToken cancellationToken)
    {
        var running = await database.ReadAsync(
            db =>
                db.Dossiers.Where(d => (d.Status == Accepted || d.Status == InProgress) && d.DueAt != null)
                    .Where(d =>
                        !db.Set<DeadlineNotice>().Any(n => n.SubjectId == d.Id && n.Mark == DeadlineMark.Overdue && n.LimitAt == d.DueAt)
                    )
                    .Select(d => new Running(d.Id, d.RevisionId, d.Channel, d.DueAt!.Value, d.ExtendedBy))
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var reached = new List<Noticed>();
        foreach (var dossier in running)
        {
            var limit = (await clocks.OfAsync(dossier.RevisionId, dossier.Channel, cancellationToken)).Limit;
            if (MarkOf(dossier, limit, calendar) is { } mark)
            {
                reached.Add(new Noticed(mark, dossier.Id, dossier.Id, dossier.DueAt));
            }
        }

        var ids = reached.Select(r => r.SubjectId).ToList();
        var known = await database.ReadAsync(
            db =>
                db.Set<DeadlineNotice>()
                    .Where(n => ids.Contains(n.SubjectId))
                    .Select(n => new
                    {
                        n.SubjectId,
                        n.Mark,
                        n.LimitAt,
                    })
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        var told = known.Select(n => (n.SubjectId, n.Mark, n.LimitAt)).ToHashSet();
        return [.. reached.Where(r => !told.Contains((r.SubjectId, r.Mark, r.LimitAt)))];
    }

    private DeadlineMark? MarkOf(Running dossier, TimeLimit? limit, WorkingCalendar calendar)
    {
        if (dossier.DueAt < Now)
        {
            return DeadlineMark.Overdue;
        }

        var (now, due) = (VietnamTime.Local(Now), VietnamTime.Local(dossier.DueAt));
        if (now.Date == due.Date)
        {
            return DeadlineMark.Due;
        }

        if (limit is not { Value: > 0 })
        {
            return null;
        }

        var left = limit.Unit switch
        {
            TimeUnit.CalendarDay => (due.Date - now.Date).Days,
            TimeUnit.WorkingHour => (decimal)calendar.Between(now, due).TotalHours,
            _ => (decimal)calendar.Between(now, due).Ticks / calendar.Hours.Day.Ticks,
        };
        var used = 1 - (left / (limit.Value + (dossier.ExtendedBy ?? 0)));
        return used >= 0.8m ? DeadlineMark.FourFifths
            : used >= 0.5m ? DeadlineMark.Half
            : null;
    }

    private async Task<int> TellAsync(DvcDbContext db, Noticed mark, CancellationToken cancellationToken)
    {
        var (subject, kind, limit, now) = (mark.SubjectId, mark.Mark, mark.LimitAt, Now);
        // Of two nodes that found the same, the one that writes the row tells of it.
        var first = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "DeadlineNotices" ("SubjectId", "Mark", "LimitAt", "DossierId", "NoticedAt")
            VALUES ({subject}, {(int)kind}, {limit}, {mark.DossierId}, {now}) ON CONFLICT DO NOTHING
            """,
            cancellationToken
        );
        if (first == 0)
        {
            return 0;
        }

        var dossier = await db.Dossiers.AsNoTracking().SingleAsync(d => d.Id == mark.DossierId, cancellationToken);
        foreach (var officer in await WhomAsync(db, dossier, cancellationToken))
        {
            db.Add(OutboxMessage.From(new DeadlineNoticed(dossier.Id, dossier.Number, kind, limit, officer), now));
        }

        return 1;
    }

    // Who has it, and the leaders of the places where it lies and where it is decided.
    private async Task<IReadOnlyList<Guid>> WhomAsync(DvcDbContext db, Dossier dossier, CancellationToken cancellationToken)
    {
        var postings = await db
            .Postings.Where(p =>
                (p.AgencyId == dossier.ProcessingAgencyId || p.AgencyId == dossier.CompetentAgencyId)
                && (p.SectorCode == null || p.SectorCode == dossier.SectorCode)
            )
            .Where(p => db.UserRoles.Any(u => u.UserId == p.UserId && db.Roles.Any(r => r.Id == u.RoleId && r.Name == Roles.Approver)))
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var heads = postings.Where(p => p.IsValidOn(VietnamTime.DateOf(Now))).Select(p => p.UserId);
        return [.. (dossier.AssigneeId is { } holder ? heads.Prepend(holder) : heads).Distinct()];
    }
}
