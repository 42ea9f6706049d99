namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>How far a request for supplements has come.</summary>
public enum SupplementState
{
    /// <summary>Prepared by the examiner; the applicant knows nothing of it.</summary>
    Drafted = 0,

    /// <summary>Sent; the applicant has the next move.</summary>
    Sent = 1,

    /// <summary>Answered; the one-stop department looks at it.</summary>
    Answered = 2,

    /// <summary>Taken in.</summary>
    Taken = 3,

    /// <summary>Ended without: refused, discontinued or withdrawn.</summary>
    Ended = 4,
}

/// <summary>What a supplement is asked for.</summary>
public enum SupplementKind
{
    /// <summary>An answer of the form.</summary>
    Field = 0,

    /// <summary>A paper.</summary>
    Paper = 1,
}

/// <summary>One thing to correct or add.</summary>
/// <param name="Kind">An answer or a paper.</param>
/// <param name="Target">Path of the field (rows of a repeating group by their number, from 1: <c>group/1/key</c>), or code of the required document.</param>
/// <param name="Reason">What is wrong and what to do; the applicant reads it at that place.</param>
public sealed record SupplementDemandItem(SupplementKind Kind, string Target, string Reason);

/// <summary>Everything an officer asks for at once.</summary>
/// <param name="Reason">General words to the applicant; may be empty.</param>
/// <param name="Items">At least one.</param>
/// <param name="AnswerByUtc">By when, UTC.</param>
/// <param name="WhyAgain">Why the first request did not name this; compulsory from the second request on.</param>
public sealed record SupplementDemand(
    string Reason,
    IReadOnlyList<SupplementDemandItem> Items,
    DateTime AnswerByUtc,
    string? WhyAgain = null
);

/// <summary>What the applicant sends back.</summary>
/// <param name="Answers">All answers of the dossier with the asked ones changed, canonical JSON.</param>
/// <param name="AnswersHash">Its SHA-256.</param>
/// <param name="Before">The old answers of the asked fields by path, JSON; null where there was none.</param>
/// <param name="After">The new ones.</param>
/// <param name="Papers">The files in place of the old ones, of asked papers only.</param>
public sealed record SupplementAnswer(
    string Answers,
    string AnswersHash,
    IReadOnlyDictionary<string, string?> Before,
    IReadOnlyDictionary<string, string?> After,
    IReadOnlyList<(Guid Id, string ComponentCode, int Ordinal, PaperFile File)> Papers
)
{
    /// <summary>Codes of papers that the new answers call for and the old ones did not; they may come along.</summary>
    public IReadOnlyCollection<string> NewlyAsked { get; init; } = [];

    /// <summary>Who applies and how to reach the person, by the new answers; null: as before.</summary>
    public Applicant? Applicant { get; init; }

    /// <summary>How the result is to reach the applicant, by the new answers; null: as before.</summary>
    public ResultDelivery? Delivery { get; init; }
}

/// <summary>A request for supplements (phiếu yêu cầu bổ sung, hoàn thiện hồ sơ, mẫu 02): everything at once, each thing with its reason.</summary>
public sealed class SupplementRequest
{
    /// <summary>Most things one request can name.</summary>
    public const int MaxItems = 100;

    private readonly List<SupplementItem> _items = [];

    private SupplementRequest() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DossierId { get; private init; }

    /// <summary>1, 2, 3 … within the dossier.</summary>
    public int Ordinal { get; private init; }

    public SupplementState State { get; private set; }

    /// <summary>General words to the applicant; may be empty.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Why it was not asked the first time; null of a first request.</summary>
    public string? WhyAgain { get; private init; }

    /// <summary>Who prepared it.</summary>
    public string DraftedBy { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime DraftedAt { get; private init; }

    /// <summary>Who sent it; null while it is a draft.</summary>
    public string? SentBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>UTC; by when the applicant is asked to answer.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>UTC; when it was taken in or ended.</summary>
    public DateTime? ClosedAt { get; private set; }

    public IReadOnlyList<SupplementItem> Items => _items;

    /// <summary>Whether it names this field or paper.</summary>
    public bool Asks(SupplementKind kind, string target) => _items.Exists(i => i.Kind == kind && i.Target == target);

    /// <summary>Whether it asks for the same in the same words; by when is another matter.</summary>
    internal bool Says(SupplementDemand demand) =>
        Reason == demand.Reason.Trim()
        && (WhyAgain ?? "") == (demand.WhyAgain?.Trim() ?? "")
        && _items
            .OrderBy(i => i.Ordinal)
            .Select(i => (i.Kind, i.Target, i.Reason))
            .SequenceEqual(demand.Items.Select(i => (i.Kind, i.Target, i.Reason.Trim())));

    internal static SupplementRequest Draft(Guid dossierId, int ordinal, Actor by, SupplementDemand demand, DateTime nowUtc)
    {
        if (demand.Items.Count is 0 or > MaxItems)
        {
            throw new RuleViolationException("Supplement.NothingAsked", MaxItems);
        }

        if (demand.Items.DistinctBy(i => (i.Kind, i.Target)).Count() != demand.Items.Count)
        {
            throw new RuleViolationException("Supplement.AskedTwice");
        }

        var request = new SupplementRequest
        {
            DossierId = dossierId,
            Ordinal = ordinal,
            Reason = Dossier.Limited(demand.Reason),
            WhyAgain = string.IsNullOrWhiteSpace(demand.WhyAgain) ? null : Dossier.Stated(demand.WhyAgain),
            DraftedBy = by.Name,
            DraftedAt = nowUtc,
            DueAt = demand.AnswerByUtc,
        };
        request._items.AddRange(demand.Items.Select((item, i) => new SupplementItem(request.Id, i + 1, item)));
        return request;
    }

    internal void Send(Actor by, DateTime dueUtc, DateTime nowUtc) =>
        (State, SentBy, SentAt, DueAt) = (SupplementState.Sent, by.Name, nowUtc, dueUtc);

    internal void Answer(SupplementAnswer answer, DateTime nowUtc)
    {
        (State, AnsweredAt) = (SupplementState.Answered, nowUtc);
        foreach (var item in _items.Where(i => i.Kind == SupplementKind.Field))
        {
            item.Answer(answer.Before.GetValueOrDefault(item.Target), answer.After.GetValueOrDefault(item.Target));
        }
    }

    internal void Close(SupplementState state, DateTime nowUtc) => (State, ClosedAt) = (state, nowUtc);
}

/// <summary>One thing of a request, with what was there before and what came.</summary>
public sealed class SupplementItem
{
    private SupplementItem() { }

    internal SupplementItem(Guid requestId, int ordinal, SupplementDemandItem asked)
    {
        (RequestId, Ordinal, Kind, Target, Reason) = (requestId, ordinal, asked.Kind, asked.Target, Dossier.Stated(asked.Reason));
    }

    public Guid RequestId { get; private init; }

    /// <summary>1, 2, 3 … within the request.</summary>
    public int Ordinal { get; private init; }

    public SupplementKind Kind { get; private init; }

    /// <summary>Path of the field, or code of the required document.</summary>
    public string Target { get; private init; } = "";

    /// <summary>What is wrong and what to do.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>The answer as it was, JSON; null of papers, and where there was none.</summary>
    public string? Before { get; private set; }

    /// <summary>The answer as it came, JSON.</summary>
    public string? After { get; private set; }

    internal void Answer(string? before, string? after) => (Before, After) = (before, after);
}
