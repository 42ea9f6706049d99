using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Submission.Supplements;

/// <summary>An open request for supplements with the answer being prepared to it.</summary>
/// <param name="Filed">The answers of the dossier, as a draft would keep them.</param>
/// <param name="Papers">The papers of the dossier that count.</param>
/// <param name="OneStopName">Who asks.</param>
public sealed record SupplementView(
    Guid DossierId,
    string Number,
    string ProcedureName,
    SupplementRequest Request,
    FormAnswers Filed,
    IReadOnlyList<SubmittedDocument> Papers,
    string OneStopName,
    DraftView Draft
)
{
    /// <summary>What can be changed with answers as they stand.</summary>
    public SupplementScope ScopeWith(FormAnswers answers, FormContext today)
    {
        return new(Request, State(Filed), State(SupplementScope.Kept(Request, Filed, answers)), State(answers));

        FormState State(FormAnswers given) => FormEvaluator.Evaluate(Draft.Revision.Form, given, today);
    }
}

/// <summary>One thing asked, and whether it is done.</summary>
/// <param name="Label">What the form calls it.</param>
/// <param name="Before">The answer as canonical JSON; null of papers, and where there was none.</param>
/// <param name="After">The answer as it would be sent.</param>
/// <param name="IsDone">Whether the answer is another one than before, or a file is there.</param>
public sealed record AskedItem(SupplementItem Item, string Label, string? Before, string? After, bool IsDone);

/// <summary>How far an answer is, and what would be sent.</summary>
/// <param name="Missing">Codes of papers that have to come along and are not there.</param>
/// <param name="Hash">Hash of everything that would be sent.</param>
public sealed record SupplementCheck(
    FormState State,
    FormState Filed,
    SupplementScope Scope,
    IReadOnlyList<AskedItem> Items,
    IReadOnlyList<string> Missing,
    string Hash
)
{
    /// <summary>Whether it can be sent: nothing asked has to be another answer than before, but nothing may be wrong or missing.</summary>
    public bool IsComplete => State.IsComplete && Missing.Count == 0;

    public int Done => Items.Count(item => item.IsDone);
}

/// <summary>What became of sending an answer.</summary>
public abstract record SupplementOutcome
{
    /// <summary>Sent, now or by an earlier click.</summary>
    public sealed record Done : SupplementOutcome;

    /// <summary>Not sent: the request is answered or closed meanwhile.</summary>
    public sealed record Closed : SupplementOutcome;

    /// <summary>Not sent: something was changed after the review.</summary>
    public sealed record Changed : SupplementOutcome;

    /// <summary>Not sent: something is missing or wrong.</summary>
    public sealed record Incomplete : SupplementOutcome;
}
