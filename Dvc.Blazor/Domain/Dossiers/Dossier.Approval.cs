namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    private readonly List<ApprovalStep> _approvals = [];

    /// <summary>What was laid before the leader and decided.</summary>
    public IReadOnlyList<ApprovalStep> Approvals => _approvals;

    public int ApprovalCount { get; private set; }

    /// <summary>At which level it waits for a decision, 1 for the first; 0 when nothing is laid before anybody.</summary>
    public int ApprovalLevel { get; private set; }

    /// <summary>How many levels of leaders approve results of this procedure.</summary>
    public int ApprovalLevels { get; private set; } = 1;

    /// <summary>What the examiner proposes, or the leader has decided.</summary>
    public ResultKind? ResultKind { get; private set; }

    /// <summary>Lays the draft of the result before the leader (trình duyệt).</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, it lies there already, an opinion or a part of the work is open, or words are missing.</exception>
    public void SubmitForApproval(Actor by, ResultKind kind, string proposal, DateTime nowUtc)
    {
        Require(DossierAct.SubmitForApproval);
        if (OpenOpinions > 0)
        {
            throw new RuleViolationException("Approval.OpinionsOpen", OpenOpinions);
        }

        RequireNoOpenSubtasks();
        var stated = Stated(proposal);
        (ApprovalLevel, ResultKind) = (1, kind);
        Decide(ApprovalVerdict.Submitted, ApprovalLevel, by, nowUtc, stated, DossierAct.SubmitForApproval);
    }

    /// <summary>A leader approves (phê duyệt): the next level has it, and after the last one the result exists. Approvals and subtasks have to be loaded.</summary>
    /// <exception cref="RuleViolationException">Nothing waits, a part of the work is open, or the leader proposed or approved it already.</exception>
    public void Approve(Actor by, string? note, DateTime nowUtc)
    {
        Require(DossierAct.Approve);
        RequireNoOpenSubtasks();
        if (by.UserId is { } leader && RoundOf(null).Any(a => a.ById == leader))
        {
            throw new RuleViolationException("Approval.SamePerson");
        }

        Decide(
            ApprovalVerdict.Approved,
            ApprovalLevel,
            by,
            nowUtc,
            string.IsNullOrWhiteSpace(note) ? null : Stated(note),
            DossierAct.Approve
        );
        if (ApprovalLevel < ApprovalLevels)
        {
            ApprovalLevel++;
            return;
        }

        Finish(by, DossierAct.Approve, nowUtc);
    }

    /// <summary>A leader gives the proposal back to the examiner, saying why.</summary>
    /// <exception cref="RuleViolationException">Nothing waits, or the reason is missing.</exception>
    public void SendBack(Actor by, string reason, DateTime nowUtc)
    {
        Require(DossierAct.SendBack);
        Decide(ApprovalVerdict.SentBack, ApprovalLevel, by, nowUtc, Stated(reason), DossierAct.SendBack);
        ApprovalLevel = 0;
    }

    private void Decide(
        ApprovalVerdict verdict,
        int level,
        Actor by,
        DateTime nowUtc,
        string? words,
        DossierAct act,
        OfficeLetterKind? letter = null
    )
    {
        var proposed = letter is null ? ResultKind : null;
        _approvals.Add(new ApprovalStep(Id, ++ApprovalCount, level, verdict, proposed, by, nowUtc, words, letter));
        // Words between officers are not for the applicant.
        Pass(
            act,
            by,
            nowUtc,
            null,
            new
            {
                level,
                letter = letter?.ToString(),
                words = words is null ? null : Digest(words),
            }
        );
        Record(new ApprovalMoved(Id, Number, verdict, level, letter));
    }
}
