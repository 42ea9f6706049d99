using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Submission;

/// <summary>The ways from an open page to the database.</summary>
/// <param name="Save">Saves changes in one transaction.</param>
/// <param name="Read">The draft as it stands now; null when it is gone or filed.</param>
/// <param name="Evaluate">Evaluates the form with answers.</param>
/// <param name="IsSignedIn">Whether the person of this page is still signed in.</param>
public sealed record DraftDoor(
    Func<IReadOnlyList<AnswerChange>, Task<SaveReceipt>> Save,
    Func<Task<DraftView?>> Read,
    Func<FormAnswers, FormState> Evaluate,
    Func<Task<bool>> IsSignedIn
);
