namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    private readonly List<OriginalCheck> _originals = [];
    private readonly List<ResultReturn> _returns = [];
    private readonly List<ResultFile> _resultFiles = [];

    /// <summary>Originals that were compared with what was handed in online.</summary>
    public IReadOnlyList<OriginalCheck> Originals => _originals;

    /// <summary>How the result was handed over; more than one after a recall.</summary>
    public IReadOnlyList<ResultReturn> Returns => _returns;

    public int ReturnCount { get; private set; }

    /// <summary>Files of the result and of the results of parts, or of a loaded dossier only those loaded.</summary>
    public IReadOnlyList<ResultFile> ResultFiles => _resultFiles;

    /// <summary>UTC; when the result was handed over, or null.</summary>
    public DateTime? ReturnedAt { get; private set; }

    /// <summary>Whether the procedure is settled on the day it is filed (trả kết quả ngay).</summary>
    public bool IsSameDay { get; private set; }

    /// <summary>The result exists and lies at the one-stop department. Subtasks have to be loaded.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or a part of the work is open.</exception>
    public void Complete(Actor by, DateTime nowUtc)
    {
        Require(DossierAct.Complete);
        RequireNoOpenSubtasks();
        ResultKind ??= Dossiers.ResultKind.Granted;
        Finish(by, DossierAct.Complete, nowUtc);
    }

    /// <summary>Compares an original with what was handed in online (Nghị định 61/2018, Điều 20). Checking again replaces the first finding. Originals have to be loaded.</summary>
    /// <param name="by">The officer.</param>
    /// <param name="componentCode">The required document.</param>
    /// <param name="verdict">What was found.</param>
    /// <param name="note">What differs or why it was not shown; compulsory then.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <exception cref="RuleViolationException">The dossier is closed, or the note is missing.</exception>
    public void CheckOriginal(Actor by, string componentCode, OriginalVerdict verdict, string? note, DateTime nowUtc)
    {
        if (IsClosed)
        {
            throw new RuleViolationException("Dossier.Closed");
        }

        var stated = verdict == OriginalVerdict.Matches ? Limited(note ?? "") : Stated(note ?? "");
        _originals.RemoveAll(o => o.ComponentCode == componentCode);
        _originals.Add(new OriginalCheck(Id, componentCode, verdict, stated, by, nowUtc));
        Trace(
            "OriginalChecked",
            by,
            nowUtc,
            new
            {
                paper = componentCode,
                verdict = verdict.ToString(),
                note = Digest(stated),
            }
        );
    }

    /// <summary>An original was ticked by mistake. Originals have to be loaded.</summary>
    public void UncheckOriginal(Actor by, string componentCode, DateTime nowUtc)
    {
        if (!IsClosed && _originals.RemoveAll(o => o.ComponentCode == componentCode) > 0)
        {
            Trace("OriginalUnchecked", by, nowUtc, new { paper = componentCode });
        }
    }

    /// <summary>Hands the result over (trả kết quả), and with it the results of its parts. Originals and subtasks have to be loaded.</summary>
    /// <param name="by">The officer.</param>
    /// <param name="how">To whom, in which way.</param>
    /// <param name="toCompare">Codes of the papers whose originals have to be compared first.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="files">The result as files.</param>
    /// <exception cref="RuleViolationException">The status does not allow it, an original is not compared, or who collects or the postal number is missing.</exception>
    public void ReturnResult(
        Actor by,
        ResultReturnDetails how,
        IReadOnlyCollection<string> toCompare,
        DateTime nowUtc,
        IReadOnlyList<AttachedFile>? files = null
    )
    {
        Require(DossierAct.ReturnResult);
        Hand(by, how, DossierAct.ReturnResult, toCompare, nowUtc);
        Attach(by, files ?? [], null, ReturnCount, nowUtc);
        foreach (var part in _subtasks.Where(s => s.ResultNumber is not null))
        {
            part.Return(nowUtc);
        }
    }

    /// <summary>Settles the dossier at the counter and hands the result over in one act (trả kết quả ngay; Nghị định 61/2018, Điều 17 khoản 4): no appointment
    /// is made unless the applicant asks for the slip. Originals have to be loaded.</summary>
    /// <param name="by">The officer.</param>
    /// <param name="how">To whom at the counter, with the number of the result.</param>
    /// <param name="toCompare">Codes of the papers whose originals have to be compared first.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="files">The result as files.</param>
    /// <exception cref="RuleViolationException">The procedure or status does not allow it, or what <see cref="ReturnResult"/> asks for or the number is missing.</exception>
    public void ReturnAtOnce(
        Actor by,
        ResultReturnDetails how,
        IReadOnlyCollection<string> toCompare,
        DateTime nowUtc,
        IReadOnlyList<AttachedFile>? files = null
    )
    {
        Require(DossierAct.ReturnAtOnce);
        if (how.Way != ResultDelivery.OneStop)
        {
            throw new RuleViolationException("Result.AtCounterOnly");
        }

        if (string.IsNullOrWhiteSpace(how.ResultNumber))
        {
            throw new RuleViolationException("Result.NumberMissing");
        }

        Hand(by, how, DossierAct.ReturnAtOnce, toCompare, nowUtc);
        Attach(by, files ?? [], null, ReturnCount, nowUtc);
        ResultKind = Dossiers.ResultKind.Granted;
        CompletedAt = nowUtc;
        (AssigneeId, AssigneeName, AssignedAt) = (null, null, null);
    }

    /// <summary>A result that was handed over wrongly is taken back.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the reason is missing.</exception>
    public void RecallResult(Actor by, string reason, DateTime nowUtc)
    {
        Require(DossierAct.RecallResult);
        Change(DossierStatus.Completed, by, nowUtc, Stated(reason), DossierAct.RecallResult);
        ReturnedAt = null;
    }

    private void Hand(Actor by, ResultReturnDetails how, DossierAct act, IReadOnlyCollection<string> toCompare, DateTime nowUtc)
    {
        var open = toCompare.Count(code => _originals.TrueForAll(o => o.ComponentCode != code));
        if (open > 0)
        {
            throw new RuleViolationException("Result.OriginalsOpen", open);
        }

        var returned = ResultReturn.Hand(Id, ReturnCount + 1, how, by, nowUtc);
        Change(DossierStatus.ResultReturned, by, nowUtc, null, act);
        _returns.Add(returned);
        ReturnCount++;
        ReturnedAt = nowUtc;
    }

    private void Attach(Actor by, IReadOnlyList<AttachedFile> files, Subtask? part, int? ofReturn, DateTime nowUtc)
    {
        if (files.Count > ResultFile.MaxFiles)
        {
            throw new RuleViolationException("Result.TooManyFiles", ResultFile.MaxFiles);
        }

        if (files.Count == 0)
        {
            return;
        }

        _resultFiles.AddRange(files.Select((file, i) => new ResultFile(file, Id, part?.Id, ofReturn, i + 1, by, nowUtc)));
        Trace("ResultFiles", by, nowUtc, new { part = part?.Ordinal, files = files.Select(f => Digest(f.File.Sha256)).ToArray() });
    }

    private void Finish(Actor by, DossierAct act, DateTime nowUtc)
    {
        Change(DossierStatus.Completed, by, nowUtc, null, act);
        CompletedAt = nowUtc;
        ProcessingAgencyId = ReceivingAgencyId;
        (AssigneeId, AssigneeName, AssignedAt, ApprovalLevel, IsHandoverPending) = (null, null, null, 0, false);
    }
}
