using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Calendars;

/// <summary>Who may see and change the calendar: the whole portal counts by it, so only administrators of the system.</summary>
internal static class CalendarKeeper
{
    public static async Task<bool> KeepCalendarAsync(
        this Administrators administrators,
        DvcDbContext db,
        Guid userId,
        CancellationToken cancellationToken
    ) => await administrators.FindAsync(db, userId, cancellationToken) is { IsSystem: true };
}
