using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Domain.Procedures.Moves;

/// <summary>What stands on an old revision, by how far it is. The numbers are stored; never renumber them.</summary>
public enum MoveGroup
{
    /// <summary>Drafts of citizens and those begun at the counter.</summary>
    Drafts = 0,

    /// <summary>Filed and not received yet.</summary>
    NotReceived = 1,

    /// <summary>Received, being dealt with or waiting for payment.</summary>
    Running = 2,

    /// <summary>The applicant is asked for supplements.</summary>
    AwaitingSupplement = 3,
}

/// <summary>What is to become of a group when a revision is published. The numbers are stored; never renumber them.</summary>
public enum MoveChoice
{
    /// <summary>Stays on the revision it was begun or filed on.</summary>
    Stay = 0,

    /// <summary>Moves; what the new revision wants besides is left to who works on it.</summary>
    Move = 1,

    /// <summary>Moves, and what the new revision wants besides is drafted as a request for supplements to the one-stop department.</summary>
    AskDifference = 2,
}

/// <summary>What becomes of one draft or dossier.</summary>
public enum MoveOutcome
{
    Stays = 0,
    Moves = 1,

    /// <summary>Moves, and a request for supplements is drafted.</summary>
    Asks = 2,

    /// <summary>Something would have to be asked for and cannot be asked now: it stays.</summary>
    CannotAsk = 3,
}

/// <summary>The one place that says what becomes of whom.</summary>
public static class MoveRules
{
    private static readonly DossierStatus[] Received = [DossierStatus.Accepted, DossierStatus.InProgress, DossierStatus.AwaitingPayment];

    /// <summary>Statuses whose dossiers can move. Results stand by the revision they were given on, and a dossier that is being withdrawn needs no other.</summary>
    public static IReadOnlyList<DossierStatus> Movable { get; } = [DossierStatus.Submitted, .. Received, DossierStatus.AwaitingSupplement];

    public static MoveGroup GroupOf(DossierStatus status) =>
        status switch
        {
            DossierStatus.Submitted => MoveGroup.NotReceived,
            DossierStatus.AwaitingSupplement => MoveGroup.AwaitingSupplement,
            _ => MoveGroup.Running,
        };

    /// <summary>What can be chosen. In a draft, and in the answer to a request that is open, whatever is wanted shows at its place.</summary>
    public static IReadOnlyList<MoveChoice> ChoicesOf(MoveGroup group) =>
        group is MoveGroup.Drafts or MoveGroup.AwaitingSupplement
            ? [MoveChoice.Stay, MoveChoice.Move]
            : [MoveChoice.Stay, MoveChoice.Move, MoveChoice.AskDifference];

    /// <summary>What becomes of it.</summary>
    /// <param name="needs">How many things a request for supplements would name.</param>
    /// <param name="canAsk">Whether a request for supplements can be drafted now.</param>
    public static MoveOutcome Decide(MoveChoice choice, int needs, bool canAsk) =>
        choice switch
        {
            MoveChoice.Move => MoveOutcome.Moves,
            MoveChoice.AskDifference when needs == 0 => MoveOutcome.Moves,
            MoveChoice.AskDifference when canAsk && needs <= SupplementRequest.MaxItems => MoveOutcome.Asks,
            MoveChoice.AskDifference => MoveOutcome.CannotAsk,
            _ => MoveOutcome.Stays,
        };
}

/// <summary>How many of a group became what.</summary>
public sealed record MoveTally
{
    public required MoveGroup Group { get; init; }

    /// <summary>Moved without anything being asked.</summary>
    public int Moved { get; init; }

    /// <summary>Moved, with a request drafted.</summary>
    public int Asked { get; init; }

    /// <summary>Left where they were because nothing could be asked now.</summary>
    public int Left { get; init; }

    /// <summary>Left where they were by choice.</summary>
    public int Stayed { get; init; }

    public int All => Moved + Asked + Left + Stayed;

    public MoveTally With(MoveOutcome outcome) =>
        outcome switch
        {
            MoveOutcome.Moves => this with { Moved = Moved + 1 },
            MoveOutcome.Asks => this with { Asked = Asked + 1 },
            MoveOutcome.CannotAsk => this with { Left = Left + 1 },
            _ => this with { Stayed = Stayed + 1 },
        };
}
