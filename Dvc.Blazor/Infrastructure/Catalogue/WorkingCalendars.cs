using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>The working calendar as it stands in the database: read again when an administrator has changed it, on whichever node, and after at most a minute.</summary>
public sealed class WorkingCalendars(DvcDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private (WorkingCalendar Calendar, int Edition, DateTimeOffset ReadAt)? _known;

    /// <summary>The calendar of now. The edition is asked for each time: a due date promised by yesterday's calendar would be wrong.</summary>
    public Task<WorkingCalendar> CurrentAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var now = clock.GetUtcNow();
                var edition = await db.LatestEditionAsync(cancellationToken);
                if (_known is { } known && known.Edition == edition.Number && now - known.ReadAt < Kept)
                {
                    return known.Calendar;
                }

                var calendar = new WorkingCalendar(await db.CalendarDays.ToListAsync(cancellationToken), edition.Hours);
                _known = (calendar, edition.Number, now);
                return calendar;
            },
            cancellationToken
        );

    /// <summary>The clock that counts time limits by this calendar, in Vietnam.</summary>
    public async Task<ProcessingClock> ClockAsync(CancellationToken cancellationToken) =>
        new(await CurrentAsync(cancellationToken), VietnamTime.Zone);
}

public static class CalendarEditions
{
    /// <summary>The edition that stands; number 0 with the usual hours while nobody has changed anything.</summary>
    public static async Task<CalendarEdition> LatestEditionAsync(this DvcDbContext db, CancellationToken cancellationToken) =>
        await db.CalendarEditions.AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancellationToken)
        ?? CalendarEdition.First;
}
