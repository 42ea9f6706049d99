using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Intake;

/// <summary>How a dossier stands with its time limit.</summary>
/// <param name="State">The light.</param>
/// <param name="Days">Working days left or late.</param>
/// <param name="At">Hour in Vietnam when it is due today.</param>
/// <param name="Left">Office time left; null when none runs.</param>
public sealed record BoardDue(DueState State, int Days = 0, TimeOnly? At = null, TimeSpan? Left = null)
{
    /// <summary>Of a row now; null when nothing was promised.</summary>
    /// <param name="row">The dossier.</param>
    /// <param name="calendar">The office's working days.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    public static BoardDue? Of(BoardRow row, WorkingCalendar calendar, DateTime nowUtc)
    {
        if (!row.IsClosed && IsWaiting(row.Status))
        {
            return new BoardDue(DueState.Paused);
        }

        if (row.DueAt is not { } due || (row.IsClosed && row.CompletedAt is null))
        {
            return null;
        }

        if (row.CompletedAt is { } done)
        {
            return new BoardDue(done <= due ? DueState.Met : DueState.Late, 1);
        }

        var (now, end) = (VietnamTime.Local(nowUtc), VietnamTime.Local(due));
        var days = calendar.WorkingDaysBetween(DateOnly.FromDateTime(now), DateOnly.FromDateTime(end));
        return due < nowUtc
            ? new BoardDue(DueState.Late, Math.Max(1, -days))
            : new BoardDue(
                days == 0 ? DueState.Today : DueState.Ahead,
                days,
                days == 0 ? TimeOnly.FromDateTime(end) : null,
                calendar.Between(now, end)
            );
    }

    private static bool IsWaiting(DossierStatus status) =>
        status is DossierStatus.AwaitingSupplement or DossierStatus.AwaitingPayment or DossierStatus.WithdrawalRequested;
}
