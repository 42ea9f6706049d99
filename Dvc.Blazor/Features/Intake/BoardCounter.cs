using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Intake;

/// <summary>A figure above the board that is also a filter.</summary>
internal sealed record BoardCounter(string Name, string Icon, DossierStatus? Filter)
{
    public static IReadOnlyList<BoardCounter> All =>
        [
            new(IntakeText.CounterAll, "list", null),
            new(IntakeText.CounterSubmitted, "inbox", DossierStatus.Submitted),
            new(IntakeText.CounterAccepted, "okc", DossierStatus.Accepted),
            new(IntakeText.CounterInProgress, "gear", DossierStatus.InProgress),
            new(IntakeText.CounterAwaiting, "filep", DossierStatus.AwaitingSupplement),
            new(IntakeText.CounterCompleted, "hand", DossierStatus.Completed),
        ];

    public int Of(IReadOnlyDictionary<DossierStatus, int> counts) =>
        Filter is { } status ? counts.GetValueOrDefault(status) : counts.Values.Sum();
}
