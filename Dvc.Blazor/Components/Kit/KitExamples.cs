using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Kit;

/// <summary>What the kit page shows.</summary>
internal static class KitExamples
{
    public static IReadOnlyList<WizardStep> Steps { get; } =
    [
        new(KitPageText.StepPlace, "/kit", true, KitPageText.Place),
        new(KitPageText.StepApplicant, "/kit", true),
        new(KitPageText.StepForm, "/kit", false),
        new(KitPageText.StepPapers, "/kit", false),
        new(KitPageText.StepResult, null, false),
        new(KitPageText.StepReview, null, false),
    ];

    public static IReadOnlyList<TimelineStep> Timeline { get; } =
    [
        new(KitPageText.Filed, "10/04/2025, 10:32", "send", TimelinePlace.Past),
        new(StatusText.AwaitingSupplement, "14/04/2025, 14:05", "filep", TimelinePlace.Now, KitPageText.YourTurn, true),
        new(StatusText.ResultReturned, "07/05/2025", "hand", TimelinePlace.Next),
    ];

    public static IReadOnlyList<(string Kind, string Icon, string Word)> Buttons { get; } =
    [
        ("main", "send", KitPageText.Send),
        ("second", "print", KitPageText.Print),
        ("quiet", "eye", KitPageText.Sample),
        ("danger", "ban", KitPageText.Refuse),
    ];
}
