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

/// <summary>Something noticed of a time limit.</summary>
/// <param name="Mark">What.</param>
/// <param name="SubjectId">The dossier, the question to another agency, or the part of the work.</param>
/// <param name="DossierId">The dossier.</param>
/// <param name="LimitAt">The time limit, UTC.</param>
internal sealed record DeadlineFound(DeadlineMark Mark, Guid SubjectId, Guid DossierId, DateTime LimitAt);

/// <summary>Looks at all time limits that run and tells the officers of what it notices, each thing once; the portal does what the rules give it to do.</summary>
internal sealed class DeadlineWatch(
    DvcDatabase database,
    DossierClocks clocks,
    WorkingCalendars calendars,
    DeadlineActs acts,
    TimeProvider clock
)
{
    private sealed record Running(Guid Id, Guid RevisionId, FilingChannel Channel, DateTime DueAt, decimal? ExtendedBy, bool MayApologise);

    private sealed record Asked(Guid Id, Guid RevisionId, DateTime DueAt, DateTime AskedAt);

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

    private async Task<List<DeadlineFound>> FindAsync(CancellationToken cancellationToken)
    {
        var found = await OfLimitsAsync(cancellationToken);
        found.AddRange(await OfRemindersAsync(cancellationToken));
        var now = Now;
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
                        .Select(d => new DeadlineFound(DeadlineMark.SupplementOverdue, d.Id, d.Id, d.SupplementDueAt!.Value))
                        .ToListAsync(cancellationToken)
                );
                found.AddRange(
                    await db
                        .Dossiers.Where(d => d.Status == AwaitingPayment && d.PaymentProofAt == null && d.PaymentDueAt < now)
                        .Where(d =>
                            !known.Any(n => n.SubjectId == d.Id && n.Mark == DeadlineMark.PaymentOverdue && n.LimitAt == d.PaymentDueAt)
                        )
                        .Select(d => new DeadlineFound(DeadlineMark.PaymentOverdue, d.Id, d.Id, d.PaymentDueAt!.Value))
                        .ToListAsync(cancellationToken)
                );
                found.AddRange(
                    await db
                        .Opinions.Where(o => o.AnsweredAt == null && o.WithdrawnAt == null && o.DueAt < now)
                        .Where(o => !known.Any(n => n.SubjectId == o.Id && n.Mark == DeadlineMark.OpinionOverdue && n.LimitAt == o.DueAt))
                        .Select(o => new DeadlineFound(DeadlineMark.OpinionOverdue, o.Id, o.DossierId, o.DueAt))
                        .ToListAsync(cancellationToken)
                );
                found.AddRange(
                    await db
                        .Subtasks.Where(s => (s.State == SubtaskState.Given || s.State == SubtaskState.Taken) && s.DueAt < now)
                        .Where(s => !known.Any(n => n.SubjectId == s.Id && n.Mark == DeadlineMark.SubtaskOverdue && n.LimitAt == s.DueAt))
                        .Select(s => new DeadlineFound(DeadlineMark.SubtaskOverdue, s.Id, s.DossierId, s.DueAt))
                        .ToListAsync(cancellationToken)
                );
                return found;
            },
            cancellationToken
        );
    }

    // Of the time limits that run: the furthest mark that is reached and not noticed yet. What lies behind it is past.
    private async Task<List<DeadlineFound>> OfLimitsAsync(CancellationToken cancellationToken)
    {
        var running = await database.ReadAsync(
            db =>
                db.Dossiers.Where(d => (d.Status == Accepted || d.Status == InProgress) && d.DueAt != null)
                    .Where(d =>
                        !db.Set<DeadlineNotice>().Any(n => n.SubjectId == d.Id && n.Mark == DeadlineMark.Overdue && n.LimitAt == d.DueAt)
                    )
                    .Select(d => new Running(
                        d.Id,
                        d.PromisedRevisionId ?? d.RevisionId,
                        d.Channel,
                        d.DueAt!.Value,
                        d.ExtendedBy,
                        d.ExtendedAt == null && (d.OpenLetters & LetterForms.Apology) == LetterForms.None
                    ))
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var reached = new List<DeadlineFound>();
        foreach (var dossier in running)
        {
            var limit = (await clocks.OfAsync(dossier.RevisionId, dossier.Channel, calendar, cancellationToken)).Limit;
            if (MarkOf(dossier, limit, calendar) is { } mark)
            {
                reached.Add(new DeadlineFound(mark, dossier.Id, dossier.Id, dossier.DueAt));
            }

            if (dossier.MayApologise && WillBeLate(dossier, limit, calendar))
            {
                reached.Add(new DeadlineFound(DeadlineMark.ApologyDrafted, dossier.Id, dossier.Id, dossier.DueAt));
            }
        }

        return await NewAsync(reached, cancellationToken);
    }

    // What the applicant is reminded of: the end of a time that comes near, and results that nobody fetches.
    private async Task<List<DeadlineFound>> OfRemindersAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var (supplements, payments, results) = await database.ReadAsync(
            async db =>
                (
                    await db
                        .Dossiers.Where(d => d.Status == AwaitingSupplement && d.SupplementAnsweredAt == null && d.SupplementDueAt >= now)
                        .Select(d => new Asked(d.Id, d.PromisedRevisionId ?? d.RevisionId, d.SupplementDueAt!.Value, d.UpdatedAt))
                        .ToListAsync(cancellationToken),
                    await db
                        .Dossiers.Where(d => d.Status == AwaitingPayment && d.PaymentProofAt == null && d.PaymentDueAt >= now)
                        .Select(d => new Asked(d.Id, d.PromisedRevisionId ?? d.RevisionId, d.PaymentDueAt!.Value, d.UpdatedAt))
                        .ToListAsync(cancellationToken),
                    await db
                        .Dossiers.Where(d => d.Status == Completed && d.ResultDelivery == ResultDelivery.OneStop && d.CompletedAt != null)
                        .Select(d => new Asked(d.Id, d.PromisedRevisionId ?? d.RevisionId, d.CompletedAt!.Value, d.UpdatedAt))
                        .ToListAsync(cancellationToken)
                ),
            cancellationToken
        );
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var found = new List<DeadlineFound>();
        foreach (
            var (asked, mark) in supplements
                .Select(a => (a, DeadlineMark.SupplementSoon))
                .Concat(payments.Select(a => (a, DeadlineMark.PaymentSoon)))
        )
        {
            var days = (await clocks.RevisionAsync(asked.RevisionId, cancellationToken)).Definition.Overdue.RemindBefore;
            var due = VietnamTime.DateOf(asked.DueAt);
            // Who was asked only now needs no reminder.
            if (
                calendar.WorkingDaysBetween(VietnamTime.DateOf(now), due) <= days
                && calendar.WorkingDaysBetween(VietnamTime.DateOf(asked.AskedAt), due) > days
            )
            {
                found.Add(new DeadlineFound(mark, asked.Id, asked.Id, asked.DueAt));
            }
        }

        foreach (var result in results)
        {
            var days = (await clocks.RevisionAsync(result.RevisionId, cancellationToken)).Definition.Overdue.Collecting;
            if (CollectReminders.LastDue(result.DueAt, now, days) is { } at)
            {
                found.Add(new DeadlineFound(DeadlineMark.NotCollected, result.Id, result.Id, at));
            }
        }

        return await NewAsync(found, cancellationToken);
    }

    // Only what has not been noticed before.
    private async Task<List<DeadlineFound>> NewAsync(List<DeadlineFound> reached, CancellationToken cancellationToken)
    {
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

        return UsedOf(dossier, limit, calendar) switch
        {
            >= 0.8m => DeadlineMark.FourFifths,
            >= 0.5m => DeadlineMark.Half,
            _ => null,
        };
    }

    // Four fifths are used, or after tomorrow it is too late to apologise; what has hardly begun is not going to be late yet.
    private bool WillBeLate(Running dossier, TimeLimit? limit, WorkingCalendar calendar)
    {
        var left = calendar.WorkingDaysBetween(VietnamTime.DateOf(Now), VietnamTime.DateOf(dossier.DueAt));
        return left >= 1 && UsedOf(dossier, limit, calendar) is { } used && (used >= 0.8m || (used >= 0.5m && left <= 2));
    }

    // The part of the time that is used; null where the limit has no length.
    private decimal? UsedOf(Running dossier, TimeLimit? limit, WorkingCalendar calendar)
    {
        if (limit is not { Value: > 0 })
        {
            return null;
        }

        var (now, due) = (VietnamTime.Local(Now), VietnamTime.Local(dossier.DueAt));
        var left = limit.Unit switch
        {
            TimeUnit.CalendarDay => (due.Date - now.Date).Days,
            TimeUnit.WorkingHour => (decimal)calendar.Between(now, due).TotalHours,
            _ => (decimal)calendar.Between(now, due).Ticks / calendar.Hours.Day.Ticks,
        };
        return 1 - (left / (limit.Value + (dossier.ExtendedBy ?? 0)));
    }

    private async Task<int> TellAsync(DvcDbContext db, DeadlineFound mark, CancellationToken cancellationToken)
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
        await db.LockDossierAsync(dossier.Number, cancellationToken);
        if (await acts.DoAsync(db, dossier, mark, now, cancellationToken) is { } told)
        {
            foreach (var officer in await WhomAsync(db, dossier, mark, cancellationToken))
            {
                db.Add(OutboxMessage.From(new DeadlineNoticed(dossier.Id, dossier.Number, told, limit, officer), now));
            }
        }

        return 1;
    }

    private Task<IReadOnlyList<Guid>> WhomAsync(
        DvcDbContext db,
        Dossier dossier,
        DeadlineFound mark,
        CancellationToken cancellationToken
    ) =>
        mark.Mark == DeadlineMark.SubtaskOverdue
            ? WhomOfPartAsync(db, dossier, mark.SubjectId, cancellationToken)
            : WhomAsync(db, dossier, cancellationToken);

    // Who is to do the part, and the head of the one-stop department (Nghị định 61/2018, Điều 19 khoản 5).
    private async Task<IReadOnlyList<Guid>> WhomOfPartAsync(
        DvcDbContext db,
        Dossier dossier,
        Guid partId,
        CancellationToken cancellationToken
    )
    {
        var part = await db.Subtasks.AsNoTracking().SingleAsync(s => s.Id == partId, cancellationToken);
        IReadOnlyList<Guid> doing = part.OfficerId is { } named
            ? [named]
            : await AtAsync(db, [part.AgencyId], Roles.Work, cancellationToken);
        string[] oneStop = [dossier.ReceivingAgencyId, dossier.UnitId];
        return [.. doing.Concat(await AtAsync(db, oneStop, [Roles.Approver], cancellationToken)).Distinct()];
    }

    private async Task<IReadOnlyList<Guid>> AtAsync(
        DvcDbContext db,
        string[] places,
        IReadOnlyCollection<string> roles,
        CancellationToken cancellationToken
    )
    {
        var postings = await db
            .Postings.Where(p => places.Contains(p.AgencyId))
            .Where(p => db.UserRoles.Any(u => u.UserId == p.UserId && db.Roles.Any(r => r.Id == u.RoleId && roles.Contains(r.Name!))))
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return [.. postings.Where(p => p.IsValidOn(VietnamTime.DateOf(Now))).Select(p => p.UserId).Distinct()];
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
