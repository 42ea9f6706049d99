namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>Where a part of the work stands. The numbers are stored; never renumber them.</summary>
public enum SubtaskState
{
    /// <summary>Nobody there has taken it yet.</summary>
    Given = 1,

    /// <summary>An officer there works on it.</summary>
    Taken = 2,

    /// <summary>Done, with a result.</summary>
    Done = 3,

    /// <summary>It cannot be done; the answer says why.</summary>
    Declined = 4,

    /// <summary>It is not needed any more.</summary>
    Withdrawn = 5,
}

/// <summary>A part of the work that another unit, division or officer is given.</summary>
/// <param name="AgencyId">Who is to do it.</param>
/// <param name="Content">What; compulsory.</param>
/// <param name="Days">Working days for it, above 0; halves occur.</param>
/// <param name="OfficerId">An officer there, or null: whoever takes it.</param>
/// <param name="OfficerName">The officer's name.</param>
/// <param name="WhyLater">Why it may take longer than the dossier has; compulsory then.</param>
public sealed record SubtaskOrder(
    string AgencyId,
    string Content,
    decimal Days,
    Guid? OfficerId = null,
    string? OfficerName = null,
    string? WhyLater = null
)
{
    /// <summary>The agency's name, by which people know the part.</summary>
    public string AgencyName { get; init; } = "";

    /// <summary>Of a linked procedure (thủ tục liên thông): what the definition calls this part.</summary>
    public LinkedName? Linked { get; init; }
}

/// <summary>A part of a linked procedure.</summary>
/// <param name="Procedure">Code or name of the procedure that the part is.</param>
/// <param name="NeedsReceipt">Whether the part goes to another level of government, whose one-stop department confirms that it has received it
/// (Nghị định 61/2018, Điều 19 khoản 7).</param>
public sealed record LinkedName(string Procedure, bool NeedsReceipt);

/// <summary>What the leading officer changes of a part of the work.</summary>
/// <param name="Content">What is asked now.</param>
/// <param name="Days">Working days from now on; null: the date stays.</param>
/// <param name="Reason">Why; compulsory. It also explains a date later than the dossier's.</param>
public sealed record SubtaskChange(string Content, decimal? Days, string Reason);

/// <summary>
/// A part of the work on a dossier that somebody else does at the same time (phần việc): who, what, by when, and what came of it (Nghị định 61/2018, Điều 19).
/// </summary>
public sealed class Subtask
{
    /// <summary>Longest number of a paper result, characters.</summary>
    public const int MaxResultNumber = 100;

    private Subtask() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DossierId { get; private init; }

    /// <summary>1, 2, 3 … within the dossier.</summary>
    public int Ordinal { get; private init; }

    /// <summary>Who does it.</summary>
    public string AgencyId { get; private init; } = "";

    /// <summary>Its name on that day.</summary>
    public string AgencyName { get; private init; } = "";

    /// <summary>The officer who is to do it or has taken it, or null.</summary>
    public Guid? OfficerId { get; private set; }

    public string? OfficerName { get; private set; }

    public string Content { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>Why it is due later than the dossier; null when it is not.</summary>
    public string? WhyLater { get; private set; }

    /// <summary>The procedure of a linked part, by code or name; null of a part that an officer gave out.</summary>
    public string? LinkedProcedure { get; private init; }

    /// <summary>Whether the receiving office confirms the hand-over before it goes on.</summary>
    public bool NeedsReceipt { get; private init; }

    /// <summary>The agency that leads.</summary>
    public string LeadAgencyId { get; private init; } = "";

    public Guid? GivenById { get; private init; }

    public string GivenBy { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime GivenAt { get; private init; }

    public SubtaskState State { get; private set; } = SubtaskState.Given;

    /// <summary>UTC; when it was taken or received, or null.</summary>
    public DateTime? TakenAt { get; private set; }

    public string? TakenBy { get; private set; }

    /// <summary>UTC; when content or date were changed last, or null.</summary>
    public DateTime? ChangedAt { get; private set; }

    public string? ChangedBy { get; private set; }

    public string? WhyChanged { get; private set; }

    /// <summary>UTC; when it was done, declined or withdrawn, or null.</summary>
    public DateTime? EndedAt { get; private set; }

    public string? EndedBy { get; private set; }

    /// <summary>The result, or why it was declined or withdrawn.</summary>
    public string? Answer { get; private set; }

    /// <summary>Number of the part's own result on paper, which is handed over with the result of the dossier; null without one.</summary>
    public string? ResultNumber { get; private set; }

    /// <summary>UTC; when that result was handed over, or null.</summary>
    public DateTime? ReturnedAt { get; private set; }

    public bool IsOpen => State is SubtaskState.Given or SubtaskState.Taken;

    internal static Subtask Give(
        Guid dossierId,
        int ordinal,
        Actor by,
        string leadAgencyId,
        SubtaskOrder order,
        DateTime dueUtc,
        DateTime nowUtc
    ) =>
        new()
        {
            DossierId = dossierId,
            Ordinal = ordinal,
            AgencyId = order.AgencyId,
            AgencyName = order.AgencyName,
            OfficerId = order.OfficerId,
            OfficerName = order.OfficerName,
            Content = Dossier.Stated(order.Content),
            DueAt = dueUtc,
            WhyLater = string.IsNullOrWhiteSpace(order.WhyLater) ? null : Dossier.Stated(order.WhyLater),
            LinkedProcedure = order.Linked?.Procedure,
            NeedsReceipt = order.Linked?.NeedsReceipt == true,
            LeadAgencyId = leadAgencyId,
            GivenById = by.UserId,
            GivenBy = by.Name,
            GivenAt = nowUtc,
        };

    internal void Take(Actor by, DateTime nowUtc)
    {
        RequireHolder(by);
        (State, OfficerId, OfficerName) = (SubtaskState.Taken, by.UserId, by.Name);
        (TakenAt, TakenBy) = (TakenAt ?? nowUtc, TakenBy ?? by.Name);
    }

    internal void Answered(Actor by, SubtaskState state, string answer, string? resultNumber, DateTime nowUtc)
    {
        RequireHolder(by);
        if (NeedsReceipt && TakenAt is null)
        {
            throw new RuleViolationException("Subtask.NotReceived");
        }

        (State, Answer, ResultNumber) = (state, answer, resultNumber);
        (OfficerId, OfficerName, EndedAt, EndedBy) = (by.UserId, by.Name, nowUtc, by.Name);
    }

    internal void Change(Actor by, string content, DateTime dueUtc, string reason, bool isLater, DateTime nowUtc)
    {
        (Content, DueAt, WhyLater) = (content, dueUtc, isLater ? WhyLater ?? reason : null);
        (ChangedAt, ChangedBy, WhyChanged) = (nowUtc, by.Name, reason);
    }

    internal void Withdraw(string by, string? reason, DateTime nowUtc) =>
        (State, Answer, EndedAt, EndedBy) = (SubtaskState.Withdrawn, reason, nowUtc, by);

    internal void Return(DateTime nowUtc) => ReturnedAt = nowUtc;

    // What one officer has taken, no colleague answers; the leading officer can withdraw it and give it anew.
    private void RequireHolder(Actor by)
    {
        if (State == SubtaskState.Taken && OfficerId != by.UserId)
        {
            throw new RuleViolationException("Subtask.HeldBySomebody", OfficerName!);
        }
    }
}
