namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    /// <summary>Longest reason or remark, characters.</summary>
    public const int MaxNoteLength = 2000;

    /// <summary>Most units an apology can add.</summary>
    public const int MaxExtension = 60;

    /// <summary>Whether nothing more will happen to it, unless a leader takes it up again.</summary>
    public bool IsClosed => !IsOpen;

    /// <summary>The opposite of <see cref="IsClosed"/>; kept, so that the few open dossiers among all have indexes of their own.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether an act can be done to the dossier as it stands, whoever does it.</summary>
    public bool IsOpenTo(DossierAct act) =>
        ActRights.From(act).Contains(Status)
        && act switch
        {
            DossierAct.TakeSupplement => SupplementAnsweredAt is not null,
            // A dossier is refused before it is accepted; afterwards it is discontinued or decided.
            DossierAct.Refuse => AcceptedAt is null && MayIssue(OfficeLetterKind.Refusal),
            DossierAct.Discontinue => AcceptedAt is not null && MayIssue(OfficeLetterKind.Discontinuation),
            DossierAct.RequestSupplement => SupplementsSent == 0 || MayIssue(OfficeLetterKind.SupplementRequest),
            DossierAct.DraftSupplement => Status != DossierStatus.Submitted || NeedsLetterAgain,
            DossierAct.DraftLetter => Draftable.Count > 0,
            DossierAct.SubmitLetter => Letters.Any(l => l.State == LetterState.Drafted),
            DossierAct.ApproveLetter or DossierAct.SendBackLetter => IsLetterBeforeLeader,
            DossierAct.GrantWithdrawal or DossierAct.DeclineWithdrawal => WithdrawnAt is null,
            DossierAct.Approve or DossierAct.SendBack => ApprovalLevel > 0,
            DossierAct.SubmitForApproval or DossierAct.RequestPayment or DossierAct.GiveSubtasks => ApprovalLevel == 0,
            DossierAct.Complete => ApprovalLevel == 0 && ApprovalLevels < 2,
            DossierAct.ReturnAtOnce => IsSameDay && ApprovalLevels < 2 && OpenOpinions == 0,
            DossierAct.TakeBack => IsHandoverPending,
            DossierAct.Extend => ExtendedAt is null && DueAt is not null && MayIssue(OfficeLetterKind.Apology),
            _ => true,
        };

    /// <summary>The one-stop department takes the dossier in as complete and valid; the clock starts (Nghị định 61/2018, Điều 17).</summary>
    /// <param name="by">The officer.</param>
    /// <param name="dueUtc">Appointed time, UTC; null when the procedure has no time limit.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="approvalLevels">How many levels of leaders approve the result.</param>
    /// <param name="isSameDay">Whether the procedure is settled on the day it is filed.</param>
    /// <exception cref="RuleViolationException">The status does not allow it.</exception>
    public void Accept(Actor by, DateTime? dueUtc, DateTime nowUtc, int approvalLevels = 1, bool isSameDay = false)
    {
        Require(DossierAct.Accept);
        MoveTo(DossierStatus.Accepted, by, nowUtc, null, new { due = dueUtc }, DossierAct.Accept);
        AcceptedAt = nowUtc;
        DueOriginal = dueUtc;
        DueAt = dueUtc;
        (ApprovalLevels, IsSameDay) = (approvalLevels, isSameDay);
        Record(new DossierAccepted(Id, Number, dueUtc));
    }

    /// <summary>The one-stop department does not take the dossier in; the reason is compulsory (mẫu 03). Requests have to be loaded.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing or too long.</exception>
    public void Refuse(Actor by, string reason, DateTime nowUtc)
    {
        Require(DossierAct.Refuse);
        RequireOverdue(DossierAct.Refuse, by, nowUtc);
        var stated = Stated(reason);
        RequireAsApproved(OfficeLetterKind.Refusal, stated);
        Issue(by, OfficeLetterKind.Refusal, stated, nowUtc);
        MoveTo(DossierStatus.Refused, by, nowUtc, stated, null, DossierAct.Refuse);
        EndRequests(nowUtc);
        Record(new DossierRefused(Id, Number, stated));
    }

    /// <summary>The leader ends the dossier without result (mẫu 05), or whoever issues what the leader has approved. Requests, obligations and
    /// subtasks have to be loaded.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing or too long.</exception>
    public void Discontinue(Actor by, string reason, DateTime nowUtc)
    {
        Require(DossierAct.Discontinue);
        RequireOverdue(DossierAct.Discontinue, by, nowUtc);
        var stated = Stated(reason);
        RequireAsApproved(OfficeLetterKind.Discontinuation, stated);
        Issue(by, OfficeLetterKind.Discontinuation, stated, nowUtc);
        Change(DossierStatus.Discontinued, by, nowUtc, stated, DossierAct.Discontinue);
        EndRequests(nowUtc);
        WithdrawSubtasks(by, stated, nowUtc);
        StopClock(Calendars.PauseRule.Resume, nowUtc);
        (ApprovalLevel, GoesBackTo) = (0, null);
    }

    /// <summary>The leader takes a discontinued dossier up again; the clock goes on. Stops have to be loaded.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing or too long.</exception>
    public void Resume(Actor by, string reason, DossierClock clock, DateTime nowUtc)
    {
        Require(DossierAct.Resume);
        Change(DossierStatus.InProgress, by, nowUtc, Stated(reason), DossierAct.Resume);
        GoOnCounting(clock, nowUtc);
    }

    internal static string Stated(string reason) =>
        Limited(reason) is { Length: > 0 } stated ? stated : throw new RuleViolationException("Dossier.ReasonMissing");

    internal static string Limited(string words) =>
        words.Trim() is { Length: <= MaxNoteLength } limited
            ? limited
            : throw new RuleViolationException("Dossier.ReasonTooLong", MaxNoteLength);

    private void Require(DossierAct act)
    {
        if (IsOpenTo(act))
        {
            return;
        }

        if (act == DossierAct.ReturnAtOnce && !IsSameDay)
        {
            throw new RuleViolationException("Result.NotSameDay");
        }

        throw new RuleViolationException(
            ActRights.From(act).Contains(Status) && ActRights.LetterOf(act) is { } letter && !MayIssue(letter)
                ? "Letter.NotApproved"
                : "Dossier.NotNow"
        );
    }

    private void Change(DossierStatus next, Actor by, DateTime nowUtc, string? note, DossierAct? act = null)
    {
        var before = Status;
        MoveTo(next, by, nowUtc, note, null, act);
        Record(new DossierStatusChanged(Id, Number, before, next, note));
    }

    private void MoveTo(DossierStatus next, Actor by, DateTime nowUtc, string? note, object? particulars = null, DossierAct? act = null)
    {
        if (!Status.CanBecome(next))
        {
            throw new RuleViolationException("Dossier.WrongStatus", Status, next);
        }

        Step(next.ToString(), next, act, by, nowUtc, note, particulars);
    }

    // Something happened that leaves the status as it is.
    private void Pass(DossierAct? act, Actor by, DateTime nowUtc, string? note, object particulars, string? kind = null) =>
        Step(kind ?? act!.Value.ToString(), Status, act, by, nowUtc, note, particulars);

    private void Step(string kind, DossierStatus next, DossierAct? act, Actor by, DateTime nowUtc, string? note, object? particulars)
    {
        _steps.Add(new ProcessingStep(Id, ++StepCount, Status, next, act, by, nowUtc, note));
        Trace(
            kind,
            by,
            nowUtc,
            new
            {
                from = Status.ToString(),
                to = next.ToString(),
                note = note is null ? null : Digest(note),
                particulars,
            }
        );
        if (OutdatesLetters(Status, next))
        {
            DropLetters();
        }

        Status = next;
        IsOpen = !next.IsClosed() || (next == DossierStatus.WithdrawalRequested && WithdrawnAt is null);
        UpdatedAt = nowUtc;
    }
}
