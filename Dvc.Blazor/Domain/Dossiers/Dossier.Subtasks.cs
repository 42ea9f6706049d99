using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    /// <summary>Most parts of the work that are open at once.</summary>
    public const int MaxSubtasks = 20;

    /// <summary>Most working days of one part.</summary>
    public const int MaxSubtaskDays = 90;

    private readonly List<Subtask> _subtasks = [];

    /// <summary>Parts of the work that others do at the same time (phần việc).</summary>
    public IReadOnlyList<Subtask> Subtasks => _subtasks;

    /// <summary>How many were ever given.</summary>
    public int SubtaskCount { get; private set; }

    /// <summary>How many of them were withdrawn.</summary>
    public int SubtasksWithdrawn { get; private set; }

    /// <summary>How many wait for an answer.</summary>
    public int OpenSubtasks { get; private set; }

    /// <summary>Gives parts of the work to others at the same time, each with content and date; whoever has the dossier keeps the lead. The clock goes on.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or a receiver, content or date is not right; of the latter the first argument is the
    /// position of the part, from 1.</exception>
    public IReadOnlyList<Subtask> GiveSubtasks(Actor by, IReadOnlyList<SubtaskOrder> orders, DossierClock clock, DateTime nowUtc)
    {
        Require(DossierAct.GiveSubtasks);
        if (orders.Count == 0 || OpenSubtasks + orders.Count > MaxSubtasks)
        {
            throw new RuleViolationException("Subtask.Number", MaxSubtasks);
        }

        for (var i = 0; i < orders.Count; i++)
        {
            RequireOrder(by, orders[i], i + 1, clock, nowUtc);
        }

        return Give(by, orders, ProcessingAgencyId, clock, nowUtc, DossierAct.GiveSubtasks);
    }

    /// <summary>An officer takes a part; of another level of government this is the receipt of the hand-over. Subtasks have to be loaded.</summary>
    /// <exception cref="RuleViolationException">It is not open, or somebody else has it.</exception>
    public void TakeSubtask(Actor by, Guid subtaskId, DateTime nowUtc)
    {
        var subtask = OpenSubtask(subtaskId);
        subtask.Take(by, nowUtc);
        Moved(subtask, SubtaskMove.Taken, by, null, nowUtc);
    }

    /// <summary>A part is done. Subtasks have to be loaded.</summary>
    /// <param name="by">The officer.</param>
    /// <param name="subtaskId">Which.</param>
    /// <param name="result">What came of it; compulsory.</param>
    /// <param name="resultNumber">Number of its own result on paper, or null.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="files">Its own result as files.</param>
    /// <exception cref="RuleViolationException">It is not open or not received, somebody else has it, words are missing, or files have no number.</exception>
    public void FinishSubtask(
        Actor by,
        Guid subtaskId,
        string result,
        string? resultNumber,
        DateTime nowUtc,
        IReadOnlyList<AttachedFile>? files = null
    )
    {
        var number = string.IsNullOrWhiteSpace(resultNumber) ? null : resultNumber.Trim();
        if (number?.Length > Subtask.MaxResultNumber)
        {
            throw new RuleViolationException("Dossier.ReasonTooLong", Subtask.MaxResultNumber);
        }

        // By the number the result is known when it is handed over with that of the dossier.
        if (number is null && files is { Count: > 0 })
        {
            throw new RuleViolationException("Subtask.FileWithoutNumber");
        }

        Answer(by, subtaskId, SubtaskState.Done, SubtaskMove.Done, Stated(result), number, nowUtc);
        Attach(by, files ?? [], _subtasks.Single(s => s.Id == subtaskId), null, nowUtc);
    }

    /// <summary>A part cannot be done; the reason is compulsory. Subtasks have to be loaded.</summary>
    /// <exception cref="RuleViolationException">It is not open or not received, somebody else has it, or the reason is missing.</exception>
    public void DeclineSubtask(Actor by, Guid subtaskId, string reason, DateTime nowUtc) =>
        Answer(by, subtaskId, SubtaskState.Declined, SubtaskMove.Declined, Stated(reason), null, nowUtc);

    /// <summary>A part is not needed any more; the reason is compulsory. Subtasks have to be loaded.</summary>
    /// <exception cref="RuleViolationException">It is not open, or the reason is missing.</exception>
    public void WithdrawSubtask(Actor by, Guid subtaskId, string reason, DateTime nowUtc) =>
        Withdraw(OpenSubtask(subtaskId), by, Stated(reason), nowUtc);

    /// <summary>Changes content or date of a part. Subtasks have to be loaded.</summary>
    /// <exception cref="RuleViolationException">It is not open, or content, date or reason is not right.</exception>
    public void ChangeSubtask(Actor by, Guid subtaskId, SubtaskChange change, DossierClock clock, DateTime nowUtc)
    {
        var subtask = OpenSubtask(subtaskId);
        var (content, reason) = (Stated(change.Content), Stated(change.Reason));
        var due = change.Days is { } days ? DueOf(days, 1, clock, nowUtc) : subtask.DueAt;
        subtask.Change(by, content, due, reason, due > DueAt, nowUtc);
        Moved(subtask, SubtaskMove.Changed, by, reason, nowUtc);
    }

    private void RequireOrder(Actor by, SubtaskOrder order, int position, DossierClock clock, DateTime nowUtc)
    {
        // The own place is given a part only by naming a colleague.
        if (
            order.AgencyId.Length == 0
            || (order.AgencyId == ProcessingAgencyId && (order.OfficerId is null || order.OfficerId == by.UserId))
        )
        {
            throw new RuleViolationException("Subtask.Receiver", position);
        }

        if (string.IsNullOrWhiteSpace(order.Content))
        {
            throw new RuleViolationException("Subtask.ContentMissing", position);
        }

        Limited(order.Content);
        Limited(order.WhyLater ?? "");
        if (DueOf(order.Days, position, clock, nowUtc) > DueAt && string.IsNullOrWhiteSpace(order.WhyLater))
        {
            throw new RuleViolationException("Subtask.AfterDossier", position);
        }
    }

    private static DateTime DueOf(decimal days, int position, DossierClock clock, DateTime nowUtc) =>
        days is > 0 and <= MaxSubtaskDays
            ? clock.Clock.DueFor(nowUtc, new TimeLimit(TimeUnit.WorkingDay, days)).DueAt!.Value
            : throw new RuleViolationException("Subtask.Days", position, MaxSubtaskDays);

    private List<Subtask> Give(
        Actor by,
        IReadOnlyList<SubtaskOrder> orders,
        string leadAgencyId,
        DossierClock clock,
        DateTime nowUtc,
        DossierAct? act
    )
    {
        List<Subtask> given =
        [
            .. orders.Select(
                (order, i) =>
                    Subtask.Give(Id, SubtaskCount + i + 1, by, leadAgencyId, order, DueOf(order.Days, i + 1, clock, nowUtc), nowUtc)
            ),
        ];
        _subtasks.AddRange(given);
        (SubtaskCount, OpenSubtasks) = (SubtaskCount + given.Count, OpenSubtasks + given.Count);
        var particulars = given
            .Select(s => new
            {
                part = s.Ordinal,
                agency = s.AgencyId,
                officer = s.OfficerId,
                due = s.DueAt,
                linked = s.LinkedProcedure,
                content = Digest(s.Content),
            })
            .ToList();
        if (act is { } named)
        {
            Pass(named, by, nowUtc, null, new { parts = particulars });
        }
        else
        {
            Trace("LinkedPartsGiven", by, nowUtc, new { parts = particulars });
        }

        foreach (var subtask in given)
        {
            Record(new SubtaskMoved(Id, Number, subtask.Id, SubtaskMove.Given, by.UserId));
        }

        return given;
    }

    private void Answer(Actor by, Guid subtaskId, SubtaskState state, SubtaskMove move, string words, string? number, DateTime nowUtc)
    {
        var subtask = OpenSubtask(subtaskId);
        subtask.Answered(by, state, words, number, nowUtc);
        OpenSubtasks--;
        Moved(subtask, move, by, words, nowUtc);
    }

    private void Withdraw(Subtask subtask, Actor by, string? reason, DateTime nowUtc)
    {
        subtask.Withdraw(by.Name, reason, nowUtc);
        OpenSubtasks--;
        SubtasksWithdrawn++;
        Moved(subtask, SubtaskMove.Withdrawn, by, reason, nowUtc);
    }

    // What was given out for a dossier that ends without a result is needed no more.
    private void WithdrawSubtasks(Actor by, string? reason, DateTime nowUtc)
    {
        if (OpenSubtasks != _subtasks.Count(s => s.IsOpen))
        {
            throw new InvalidOperationException("The parts of the work are not loaded.");
        }

        foreach (var subtask in _subtasks.Where(s => s.IsOpen))
        {
            Withdraw(subtask, by, reason, nowUtc);
        }
    }

    private void Moved(Subtask subtask, SubtaskMove move, Actor by, string? words, DateTime nowUtc)
    {
        Trace(
            $"Subtask{move}",
            by,
            nowUtc,
            new
            {
                part = subtask.Ordinal,
                due = move == SubtaskMove.Changed ? subtask.DueAt : (DateTime?)null,
                words = words is null ? null : Digest(words),
            }
        );
        UpdatedAt = nowUtc;
        Record(new SubtaskMoved(Id, Number, subtask.Id, move, by.UserId));
    }

    // A result that rests on parts is not decided on before these are in.
    private void RequireNoOpenSubtasks()
    {
        if (OpenSubtasks > 0)
        {
            throw new RuleViolationException(
                "Subtask.StillOpen",
                OpenSubtasks,
                string.Join("; ", _subtasks.Where(s => s.IsOpen).OrderBy(s => s.Ordinal).Select(s => $"{s.Ordinal}. {s.AgencyName}"))
            );
        }
    }

    private Subtask OpenSubtask(Guid subtaskId) =>
        _subtasks.SingleOrDefault(s => s.Id == subtaskId && s.IsOpen) ?? throw new RuleViolationException("Subtask.NotOpen");
}
