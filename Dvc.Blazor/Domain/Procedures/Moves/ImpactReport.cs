using System.Text.Json.Serialization;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Moves;

/// <summary>What a publication would bring to a place of the form.</summary>
public enum ConsequenceKind
{
    /// <summary>An answer would be missing.</summary>
    Missing = 0,

    /// <summary>An answer would be wrong by the new rules.</summary>
    Invalid = 1,

    /// <summary>A paper would be missing.</summary>
    Paper = 2,

    /// <summary>An answer has no place any more.</summary>
    Dropped = 3,

    /// <summary>A field appears because its condition has changed.</summary>
    Appearing = 4,

    /// <summary>An answered field vanishes because its condition has changed.</summary>
    Vanishing = 5,
}

/// <summary>How many drafts or dossiers of a group a consequence touches.</summary>
/// <param name="Place">Keys on the way to the field, or code of the paper.</param>
/// <param name="Examples">Numbers of the first dossiers; none of drafts, which have no number.</param>
public sealed record Consequence(ConsequenceKind Kind, string Place, int Count, IReadOnlyList<string> Examples);

/// <summary>What a publication means to one group.</summary>
public sealed record GroupImpact
{
    /// <summary>Most dossiers named for a consequence.</summary>
    public const int MaxExamples = 3;

    public required MoveGroup Group { get; init; }

    /// <summary>How many there are on older revisions.</summary>
    public int Total { get; init; }

    /// <summary>Of how many the new revision wants something besides.</summary>
    public int Wanting { get; init; }

    /// <summary>Of these, how many cannot be asked for it now.</summary>
    public int CannotAsk { get; init; }

    /// <summary>How many lose an answer.</summary>
    public int Losing { get; init; }

    /// <summary>How many are not received yet and would be dealt with at other fees.</summary>
    public int OtherFees { get; init; }

    /// <summary>How many are not received yet and would have another time limit.</summary>
    public int OtherTime { get; init; }

    /// <summary>In the order of the kinds, most frequent first.</summary>
    public IReadOnlyList<Consequence> Consequences { get; init; } = [];

    /// <summary>What would become of the group.</summary>
    public MoveTally Expect(MoveChoice choice) =>
        choice switch
        {
            MoveChoice.Move => new MoveTally { Group = Group, Moved = Total },
            MoveChoice.AskDifference => new MoveTally
            {
                Group = Group,
                Moved = Total - Wanting,
                Asked = Wanting - CannotAsk,
                Left = CannotAsk,
            },
            _ => new MoveTally { Group = Group, Stayed = Total },
        };

    /// <summary>With one more draft or dossier.</summary>
    /// <param name="number">Number of the dossier; null of a draft.</param>
    internal GroupImpact With(Impact impact, string? number)
    {
        var counted = Consequences.ToDictionary(c => (c.Kind, c.Place));
        foreach (var place in impact.Places.Distinct())
        {
            var known = counted.GetValueOrDefault(place) ?? new Consequence(place.Kind, place.Place, 0, []);
            counted[place] = known with
            {
                Count = known.Count + 1,
                Examples = number is null || known.Examples.Count == MaxExamples ? known.Examples : [.. known.Examples, number],
            };
        }

        return this with
        {
            Total = Total + 1,
            Wanting = Wanting + (impact.Needs > 0 ? 1 : 0),
            CannotAsk =
                CannotAsk + (MoveRules.Decide(MoveChoice.AskDifference, impact.Needs, impact.CanAsk) == MoveOutcome.CannotAsk ? 1 : 0),
            Losing = Losing + (impact.Dropped > 0 ? 1 : 0),
            OtherFees = OtherFees + (impact.OtherFees ? 1 : 0),
            OtherTime = OtherTime + (impact.OtherTime ? 1 : 0),
            Consequences =
            [
                .. counted.Values.OrderBy(c => c.Kind).ThenByDescending(c => c.Count).ThenBy(c => c.Place, StringComparer.Ordinal),
            ],
        };
    }
}

/// <summary>What a publication means to all that stands on older revisions (đánh giá tác động). It holds places and numbers, nothing of a person.</summary>
public sealed record ImpactReport
{
    /// <summary>Every group once, in order.</summary>
    public IReadOnlyList<GroupImpact> Groups { get; init; } =
    [.. Enum.GetValues<MoveGroup>().Select(group => new GroupImpact { Group = group })];

    [JsonIgnore]
    public int Total => Groups.Sum(group => group.Total);

    public GroupImpact Of(MoveGroup group) => Groups.Single(g => g.Group == group);

    /// <summary>With one more draft or dossier.</summary>
    public ImpactReport With(MoveGroup group, Impact impact, string? number) =>
        this with
        {
            Groups = [.. Groups.Select(g => g.Group == group ? g.With(impact, number) : g)],
        };
}

/// <summary>What the move of one draft or dossier means.</summary>
/// <param name="Needs">How many things a request for supplements would name.</param>
/// <param name="Dropped">How many answers have no place any more.</param>
/// <param name="CanAsk">Whether a request for supplements can be drafted now.</param>
/// <param name="OtherFees">Not received yet, and the fees differ.</param>
/// <param name="OtherTime">Not received yet, and the time limit differs.</param>
/// <param name="Places">What happens where.</param>
public sealed record Impact(
    int Needs,
    int Dropped,
    bool CanAsk,
    bool OtherFees,
    bool OtherTime,
    IReadOnlyList<(ConsequenceKind Kind, string Place)> Places
)
{
    /// <param name="terms">What of the terms changes for it; null once it is received, since what was promised stays.</param>
    public static Impact Of(RevisionMove move, FormDefinition before, FormDefinition after, bool canAsk, TermsChange? terms) =>
        new(
            move.Asked(after).Count,
            move.Dropped.Count,
            canAsk,
            terms is { Fees: true },
            terms is { Time: true },
            [
                .. move.Needs.Select(need => (KindOf(need), need.Kind == NeedKind.Paper ? need.Path : MovePlaces.Place(after, need.Path))),
                .. move.Dropped.Select(path => (ConsequenceKind.Dropped, MovePlaces.Place(before, path))),
                .. move.Appearing.Select(path => (ConsequenceKind.Appearing, MovePlaces.Place(after, path))),
                .. move.Vanishing.Select(path => (ConsequenceKind.Vanishing, MovePlaces.Place(after, path))),
            ]
        );

    private static ConsequenceKind KindOf(MoveNeed need) =>
        need.Kind switch
        {
            NeedKind.Missing => ConsequenceKind.Missing,
            NeedKind.Invalid => ConsequenceKind.Invalid,
            _ => ConsequenceKind.Paper,
        };
}
