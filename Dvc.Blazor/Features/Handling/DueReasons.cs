using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Features.Handling;

/// <summary>Why a due date is what it is, in words.</summary>
internal static class DueReasons
{
    public static IEnumerable<string> Of(Deadline due) =>
        due.Steps.Select(step =>
            Say.With(Sentence(step.Kind), step.At.ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture), step.Amount)
        );

    private static string Sentence(ClockStepKind kind) =>
        kind switch
        {
            ClockStepKind.Received => HandlingText.StepReceived,
            ClockStepKind.StartsAtOpening => HandlingText.StepStartsAtOpening,
            ClockStepKind.AfterCutoff => HandlingText.StepAfterCutoff,
            ClockStepKind.DaysOffSkipped => HandlingText.StepDaysOffSkipped,
            ClockStepKind.MovedToWorkingDay => HandlingText.StepMovedToWorkingDay,
            ClockStepKind.YearUnknown => HandlingText.StepYearUnknown,
            ClockStepKind.Paused => HandlingText.StepPaused,
            ClockStepKind.Resumed => HandlingText.StepResumed,
            ClockStepKind.Restarted => HandlingText.StepRestarted,
            ClockStepKind.Extended => HandlingText.StepExtended,
            _ => HandlingText.StepCounted,
        };
}
