using Dvc.Blazor.Domain.Procedures.Moves;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>To which revision a dossier moves.</summary>
/// <param name="Was">Number of the revision it leaves.</param>
/// <param name="Number">Number of the revision it moves to.</param>
public sealed record RevisionTarget(Guid Id, int Was, int Number);

public sealed partial class Dossier
{
    /// <summary>The revision it was received on, once it has moved to another one since; null otherwise.</summary>
    public Guid? PromisedRevisionId { get; private set; }

    /// <summary>The revision whose time limit and fees count for it: those it was received on, whatever it has moved to since
    /// (Nghị định 61/2018, Điều 19: what was promised at the reception stays).</summary>
    public Guid TermsRevisionId => PromisedRevisionId ?? RevisionId;

    /// <summary>Whether what another revision wants besides can be drafted as a request now. A request that somebody prepares already is not written over.</summary>
    public bool CanAskDifference =>
        ActRights.From(DossierAct.DraftSupplement).Contains(Status)
        && !HasSupplementDraft
        && LetterOf(OfficeLetterKind.SupplementRequest) is null;

    /// <summary>Has the answers read by another revision from now on. Nothing that was filed changes, nor a due date, nor a fee.</summary>
    /// <param name="by">Who published the revision.</param>
    /// <param name="to">Where it moves.</param>
    /// <param name="move">What that means; the trail keeps the places, no answers.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <exception cref="RuleViolationException">It is there already, or the status does not allow it.</exception>
    public void MoveToRevision(Actor by, RevisionTarget to, RevisionMove move, DateTime nowUtc)
    {
        if (RevisionId == to.Id || !MoveRules.Movable.Contains(Status))
        {
            throw new RuleViolationException("Dossier.NotNow");
        }

        if (AcceptedAt is not null)
        {
            PromisedRevisionId ??= RevisionId;
        }

        RevisionId = to.Id;
        Trace(
            "RevisionMoved",
            by,
            nowUtc,
            new
            {
                from = to.Was,
                to = to.Number,
                wanted = move.Needs.Select(need => need.Path),
                dropped = move.Dropped,
            }
        );
    }

    /// <summary>Drafts a request to the one-stop department for what another revision wants besides, right after the dossier has moved to it. Requests have to be loaded.</summary>
    /// <exception cref="RuleViolationException">It cannot be asked for now, or the request is not complete.</exception>
    public SupplementRequest AskDifference(Actor by, SupplementDemand demand, DateTime nowUtc) =>
        CanAskDifference ? Prepare(by, demand, nowUtc) : throw new RuleViolationException("Dossier.NotNow");
}
