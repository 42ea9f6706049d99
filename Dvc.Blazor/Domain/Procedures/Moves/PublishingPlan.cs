namespace Dvc.Blazor.Domain.Procedures.Moves;

/// <summary>How far a plan is. The numbers are stored; never renumber them.</summary>
public enum PlanState
{
    /// <summary>What the publication means is being found out.</summary>
    Reckoning = 0,

    /// <summary>It is found out and waits for the decision.</summary>
    Reckoned = 1,

    /// <summary>Decided; the draft waits for its time.</summary>
    Confirmed = 2,

    /// <summary>Published; what was chosen is being moved.</summary>
    Moving = 3,

    /// <summary>Everything is where it was decided to be.</summary>
    Done = 4,

    /// <summary>Decided by one administrator; a second one has to confirm it.</summary>
    Proposed = 5,
}

/// <summary>What is to become of each group.</summary>
public sealed record MoveChoices(MoveChoice Drafts, MoveChoice NotReceived, MoveChoice Running, MoveChoice AwaitingSupplement)
{
    public static MoveChoices AllStay { get; } = new(MoveChoice.Stay, MoveChoice.Stay, MoveChoice.Stay, MoveChoice.Stay);

    public MoveChoice Of(MoveGroup group) =>
        group switch
        {
            MoveGroup.Drafts => Drafts,
            MoveGroup.NotReceived => NotReceived,
            MoveGroup.Running => Running,
            _ => AwaitingSupplement,
        };
}

/// <summary>
/// The plan of one publication: what it means to drafts and dossiers on older revisions, what was decided for each group, and how far the moving is.
/// It is a row that one node at a time works on; what a dead node left another goes on with.
/// </summary>
public sealed class PublishingPlan
{
    private PublishingPlan() { }

    public PublishingPlan(string procedureCode, Guid revisionId, string contentHash, Guid byId, DateTime nowUtc)
    {
        (ProcedureCode, RevisionId, ContentHash) = (procedureCode, revisionId, contentHash);
        (ById, At) = (byId, nowUtc);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string ProcedureCode { get; private init; } = "";

    /// <summary>The draft that is to be published.</summary>
    public Guid RevisionId { get; private init; }

    /// <summary>Hash of the content that was looked at; of a changed draft the plan is worth nothing.</summary>
    public string ContentHash { get; private init; } = "";

    /// <summary>Who had it made and, once it is confirmed, who decided.</summary>
    public Guid ById { get; private set; }

    /// <summary>UTC; when it was begun.</summary>
    public DateTime At { get; private init; }

    public PlanState State { get; private set; }

    /// <summary>UTC; when a proposed draft is to be published; null: as soon as it is confirmed.</summary>
    public DateTime? PublishAt { get; private set; }

    public MoveChoice Drafts { get; private set; }

    public MoveChoice NotReceived { get; private set; }

    public MoveChoice Running { get; private set; }

    public MoveChoice AwaitingSupplement { get; private set; }

    /// <summary>What is found out so far; JSON of an <see cref="ImpactReport"/>.</summary>
    public string Report { get; set; } = "{}";

    /// <summary>What has become of whom so far; JSON of a list of <see cref="MoveTally"/>.</summary>
    public string Tallies { get; set; } = "[]";

    /// <summary>The last draft or dossier that was looked at: its id or number; empty at the beginning.</summary>
    public string Cursor { get; set; } = "";

    /// <summary>How many are looked at already.</summary>
    public int Done { get; set; }

    /// <summary>How many there are.</summary>
    public int Total { get; set; }

    /// <summary>How often a node has begun to work on it; only the last one counts.</summary>
    public int Attempt { get; set; }

    /// <summary>UTC; a node that has not said anything until then is dead. Null while nobody works on it.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>UTC; when it was done.</summary>
    public DateTime? FinishedAt { get; private set; }

    public MoveChoices Choices => new(Drafts, NotReceived, Running, AwaitingSupplement);

    /// <summary>Whether a node has to work on it.</summary>
    public bool IsWork => State is PlanState.Reckoning or PlanState.Moving;

    /// <summary>Everything is found out.</summary>
    public void Reckoned() => (State, Cursor, LeaseUntil) = (PlanState.Reckoned, "", null);

    /// <summary>Decides what becomes of each group.</summary>
    /// <param name="contentHash">Hash of the draft as it stands.</param>
    /// <exception cref="RuleViolationException">It is not found out yet, the draft has changed since, or a group cannot be treated so.</exception>
    public void Confirm(MoveChoices choices, string contentHash, Guid byId)
    {
        Decide(choices, contentHash, byId);
        State = PlanState.Confirmed;
    }

    /// <summary>Decides, for a second administrator to confirm.</summary>
    /// <param name="publishAt">UTC; null: as soon as it is confirmed.</param>
    /// <exception cref="RuleViolationException">As of confirming.</exception>
    public void Propose(MoveChoices choices, string contentHash, Guid byId, DateTime? publishAt)
    {
        Decide(choices, contentHash, byId);
        (State, PublishAt) = (PlanState.Proposed, publishAt);
    }

    /// <summary>A second administrator confirms what the first has decided.</summary>
    /// <param name="contentHash">Hash of the draft as it stands.</param>
    /// <exception cref="RuleViolationException">Nothing is proposed, it is the same person, or the draft has changed since.</exception>
    public void Second(string contentHash, Guid byId)
    {
        if (State != PlanState.Proposed)
        {
            throw new RuleViolationException("Plan.NotProposed");
        }

        if (ById == byId)
        {
            throw new RuleViolationException("Plan.SamePerson");
        }

        State = contentHash == ContentHash ? PlanState.Confirmed : throw new RuleViolationException("Plan.DraftChanged");
    }

    private void Decide(MoveChoices choices, string contentHash, Guid byId)
    {
        if (State is not (PlanState.Reckoned or PlanState.Confirmed))
        {
            throw new RuleViolationException("Plan.NotReckoned");
        }

        if (contentHash != ContentHash)
        {
            throw new RuleViolationException("Plan.DraftChanged");
        }

        if (Enum.GetValues<MoveGroup>().Any(group => !MoveRules.ChoicesOf(group).Contains(choices.Of(group))))
        {
            throw new RuleViolationException("Plan.NoSuchChoice");
        }

        (Drafts, NotReceived, Running, AwaitingSupplement) = choices;
        ById = byId;
    }

    /// <summary>The time set for publishing or the proposal was taken back, or could not be kept: it is decided anew.</summary>
    public void TakeBack()
    {
        if (State is PlanState.Confirmed or PlanState.Proposed)
        {
            State = PlanState.Reckoned;
        }
    }

    /// <summary>The draft is published: the moving begins.</summary>
    public void Begin()
    {
        if (State == PlanState.Confirmed)
        {
            (State, Cursor, Done, Attempt, LeaseUntil) = (PlanState.Moving, "", 0, 0, null);
        }
    }

    /// <summary>Everything is where it was decided to be.</summary>
    public void Finish(DateTime nowUtc) => (State, LeaseUntil, FinishedAt) = (PlanState.Done, null, nowUtc);
}
