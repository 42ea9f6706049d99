using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Calendars;

/// <summary>The calendar of one year.</summary>
/// <param name="Days">Every record of the year, also those that do not count.</param>
/// <param name="Edition">The edition that stands.</param>
/// <param name="History">The last changes, newest first.</param>
public sealed record CalendarYear(
    int Year,
    IReadOnlyList<CalendarDay> Days,
    CalendarEdition Edition,
    IReadOnlyList<CalendarEdition> History
)
{
    public WorkingCalendar Calendar { get; } = new(Days, Edition.Hours);
}

/// <summary>Reads the calendar for an administrator of the system.</summary>
public sealed class CalendarQuery(DvcDatabase database, Administrators administrators)
{
    private const int ShownChanges = 10;

    /// <summary>A year; null for everybody else.</summary>
    public Task<CalendarYear?> RunAsync(Guid byId, int year, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (!await administrators.KeepCalendarAsync(db, byId, cancellationToken))
                {
                    return null;
                }

                var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
                return new CalendarYear(
                    year,
                    await db
                        .CalendarDays.Where(d => d.Date >= first && d.Date <= last)
                        .OrderBy(d => d.Date)
                        .ThenBy(d => d.Ordinal)
                        .ToListAsync(cancellationToken),
                    await db.LatestEditionAsync(cancellationToken),
                    await db.CalendarEditions.OrderByDescending(e => e.Number).Take(ShownChanges).ToListAsync(cancellationToken)
                );
            },
            cancellationToken
        );
}
