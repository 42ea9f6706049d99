using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>The working calendar as it stands in the database, read again after at most a minute.</summary>
public sealed class WorkingCalendars(DvcDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private (WorkingCalendar Calendar, DateTimeOffset ReadAt)? _known;

    public async Task<WorkingCalendar> CurrentAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_known is { } known && now - known.ReadAt < Kept)
        {
            return known.Calendar;
        }

        var days = await database.ReadAsync(db => db.CalendarDays.ToListAsync(cancellationToken), cancellationToken);
        var calendar = new WorkingCalendar(days);
        _known = (calendar, now);
        return calendar;
    }

    /// <summary>The clock that counts time limits by this calendar, in Vietnam.</summary>
    public async Task<ProcessingClock> ClockAsync(CancellationToken cancellationToken) =>
        new(await CurrentAsync(cancellationToken), VietnamTime.Zone);
}
