using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    /// <summary>Longest reason or remark, characters.</summary>
    public const int MaxNoteLength = 2000;

    /// <summary>The one-stop department takes the dossier in as complete and valid; the clock starts (Nghị định 61/2018, Điều 17).</summary>
    /// <param name="by">The officer.</param>
    /// <param name="dueUtc">Appointed time, UTC; null when the procedure has no time limit.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <exception cref="RuleViolationException">The status does not allow it.</exception>
    public void Accept(Actor by, DateTime? dueUtc, DateTime nowUtc)
    {
        MoveTo(Accepted, by, nowUtc, null, new { due = dueUtc });
        AcceptedAt = nowUtc;
        DueOriginal = dueUtc;
        DueAt = dueUtc;
        Record(new DossierAccepted(Id, Number, dueUtc));
    }

    /// <summary>The one-stop department does not take the dossier in; the reason is compulsory (mẫu 03).</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing or too long.</exception>
    public void Refuse(Actor by, string reason, DateTime nowUtc)
    {
        var stated = Stated(reason);
        MoveTo(Refused, by, nowUtc, stated);
        Record(new DossierRefused(Id, Number, stated));
    }

    /// <summary>Examination begins; the dossier now lies with the division, or stays where it is.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it.</exception>
    public void StartProcessing(Actor by, DateTime nowUtc)
    {
        Change(InProgress, by, nowUtc, null);
        ProcessingAgencyId = HandlingAgencyId ?? CompetentAgencyId;
    }

    /// <summary>Asks the applicant for papers or answers, all at once and with the reason (mẫu 02).</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing or too long.</exception>
    public void RequestSupplement(Actor by, string reason, DateTime nowUtc) => Change(AwaitingSupplement, by, nowUtc, Stated(reason));

    /// <summary>Asks for a financial obligation to be met.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing or too long.</exception>
    public void RequestPayment(Actor by, string reason, DateTime nowUtc) => Change(AwaitingPayment, by, nowUtc, Stated(reason));

    /// <summary>The applicant asks to withdraw.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing or too long.</exception>
    public void RequestWithdrawal(Actor by, string reason, DateTime nowUtc) => Change(WithdrawalRequested, by, nowUtc, Stated(reason));

    /// <summary>The leader ends the dossier without result (mẫu 05).</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing or too long.</exception>
    public void Discontinue(Actor by, string reason, DateTime nowUtc) => Change(Discontinued, by, nowUtc, Stated(reason));

    /// <summary>The result exists and lies at the one-stop department.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it.</exception>
    public void Complete(Actor by, DateTime nowUtc)
    {
        Change(Completed, by, nowUtc, null);
        CompletedAt = nowUtc;
        ProcessingAgencyId = ReceivingAgencyId;
    }

    /// <summary>The result is handed over.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it.</exception>
    public void ReturnResult(Actor by, DateTime nowUtc) => Change(ResultReturned, by, nowUtc, null);

    private void Change(DossierStatus next, Actor by, DateTime nowUtc, string? note)
    {
        var before = Status;
        MoveTo(next, by, nowUtc, note);
        Record(new DossierStatusChanged(Id, Number, before, next, note));
    }

    private static string Stated(string reason)
    {
        var stated = reason.Trim();
        return stated.Length switch
        {
            0 => throw new RuleViolationException("Dossier.ReasonMissing"),
            > MaxNoteLength => throw new RuleViolationException("Dossier.ReasonTooLong", MaxNoteLength),
            _ => stated,
        };
    }
}
