using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Handling;

/// <summary>Where the deadline of a dossier stands: that of taking it in before it is accepted, that of the result afterwards.</summary>
/// <param name="Days">Working days left or late.</param>
public sealed record DueView(DueState State, int Days, DateTime At)
{
    /// <summary>Null when nothing is due.</summary>
    public static DueView? Of(Dossier dossier, ProcessingClock clock, DateTime nowUtc)
    {
        var due =
            dossier.Status == DossierStatus.Submitted
                ? clock.AcceptBy(dossier.SupplementAnsweredAt ?? dossier.SubmittedAt).DueAt
                : dossier.DueAt;
        if (due is not { } at || dossier.IsClosed)
        {
            return null;
        }

        if (dossier.IsClockStopped)
        {
            return new DueView(DueState.Paused, 0, at);
        }

        var days = clock.WorkingDaysLeft(VietnamTime.DateOf(at), nowUtc);
        return dossier.CompletedAt is { } done ? new DueView(done <= at ? DueState.Met : DueState.Late, 1, at)
            : at < nowUtc ? new DueView(DueState.Late, Math.Max(1, -days), at)
            : new DueView(days == 0 ? DueState.Today : DueState.Ahead, days, at);
    }
}
