namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    private readonly List<Handover> _handovers = [];

    /// <summary>Passages from hand to hand (giao nhận), or of a loaded dossier only those loaded.</summary>
    public IReadOnlyList<Handover> Handovers => _handovers;

    public int HandoverCount { get; private set; }

    /// <summary>Whether it was forwarded and nobody there has opened it yet.</summary>
    public bool IsHandoverPending { get; private set; }

    /// <summary>The officer who works on it, or null.</summary>
    public Guid? AssigneeId { get; private set; }

    public string? AssigneeName { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? AssignedAt { get; private set; }

    /// <summary>An officer takes the dossier (nhận việc).</summary>
    /// <exception cref="RuleViolationException">It is closed, or somebody else has it.</exception>
    public void Claim(Actor by, DateTime nowUtc)
    {
        if (AssigneeId is not null && AssigneeId != by.UserId)
        {
            throw new RuleViolationException("Dossier.HeldBySomebody", AssigneeName!);
        }

        GiveTo(by.UserId, by.Name, "Claimed", by, nowUtc);
    }

    /// <summary>Gives the dossier to an officer (phân công); whoever had it, has it no more.</summary>
    /// <exception cref="RuleViolationException">It is closed.</exception>
    public void Assign(Actor by, Guid officerId, string officerName, DateTime nowUtc)
    {
        if (AssigneeId == officerId)
        {
            return;
        }

        GiveTo(officerId, officerName, "Assigned", by, nowUtc);
        Record(new DossierAssigned(Id, Number, officerId, by.Name));
    }

    /// <summary>Gives the dossier to the officer who has the least to do (phân công tự động).</summary>
    /// <exception cref="RuleViolationException">It is closed, or somebody has it.</exception>
    public void AssignAutomatically(Actor by, Workload to, DateTime nowUtc)
    {
        if (AssigneeId is not null)
        {
            throw new RuleViolationException("Dossier.HeldBySomebody", AssigneeName!);
        }

        GiveTo(to.OfficerId, to.Name, "AssignedAutomatically", by, nowUtc);
        Record(new DossierAssigned(Id, Number, to.OfficerId, by.Name));
    }

    /// <summary>Nobody works on the dossier any more (trả việc).</summary>
    /// <exception cref="RuleViolationException">It is closed.</exception>
    public void Release(Actor by, DateTime nowUtc)
    {
        if (AssigneeId is not null)
        {
            GiveTo(null, null, "Released", by, nowUtc);
        }
    }

    /// <summary>Passes the dossier on to the unit or division that examines (chuyển xử lý); the first passage begins the examination.</summary>
    /// <param name="by">Who passes it on.</param>
    /// <param name="to">Where to.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="linked">Of a linked procedure: its parts, which all begin with the first passage, and what their time is counted with
    /// (Nghị định 61/2018, Điều 19 khoản 6). Whoever the dossier goes to leads.</param>
    /// <exception cref="RuleViolationException">The status does not allow it, or it lies there already.</exception>
    public void Forward(Actor by, ForwardTarget to, DateTime nowUtc, (IReadOnlyList<SubtaskOrder> Parts, DossierClock Clock)? linked = null)
    {
        Require(DossierAct.Forward);
        if (to.AgencyId == ProcessingAgencyId && to.OfficerId == AssigneeId)
        {
            throw new RuleViolationException("Dossier.LiesThereAlready");
        }

        var note = string.IsNullOrWhiteSpace(to.Note) ? null : Stated(to.Note);
        _handovers.Add(new Handover(Id, ++HandoverCount, ProcessingAgencyId, AssigneeId, AssigneeName, to, by, nowUtc));
        var isFirst = Status == DossierStatus.Accepted;
        if (isFirst)
        {
            Change(DossierStatus.InProgress, by, nowUtc, note, DossierAct.Forward);
        }
        else
        {
            Pass(DossierAct.Forward, by, nowUtc, note, new { to = to.AgencyId });
        }

        ProcessingAgencyId = to.AgencyId;
        (AssigneeId, AssigneeName, AssignedAt) = (to.OfficerId, to.OfficerName, to.OfficerId is null ? null : nowUtc);
        (IsHandoverPending, ApprovalLevel) = (true, 0);
        Record(
            to.OfficerId is { } officer
                ? new DossierAssigned(Id, Number, officer, by.Name)
                : new DossierForwarded(Id, Number, to.AgencyId, by.UserId)
        );
        if (isFirst && linked is { Parts.Count: > 0 } procedure)
        {
            Give(by, procedure.Parts, to.AgencyId, procedure.Clock, nowUtc, act: null);
        }
    }

    /// <summary>An officer has opened the dossier: one of the place it was forwarded to, or who has it in hand, has thereby received it, and it can no longer
    /// be taken back. Of who forwarded it and of anybody else it means nothing. The last handover has to be loaded.</summary>
    public void OpenHandover(Actor by, DateTime nowUtc)
    {
        if (!IsHandoverPending || _handovers[^1].ById == by.UserId)
        {
            return;
        }

        if (_handovers[^1].ToAgencyId != by.AgencyId && AssigneeId != by.UserId)
        {
            return;
        }

        _handovers[^1].Open(by, nowUtc);
        IsHandoverPending = false;
        Trace("HandoverOpened", by, nowUtc, new { handover = HandoverCount });
    }

    /// <summary>Undoes a forwarding that nobody has opened. The last handover has to be loaded.</summary>
    /// <exception cref="RuleViolationException">Opened meanwhile, or forwarded by somebody else.</exception>
    public void TakeBack(Actor by, DateTime nowUtc)
    {
        Require(DossierAct.TakeBack);
        var last = _handovers[^1];
        if (last.ById != by.UserId)
        {
            throw new RuleViolationException("Dossier.NotYourHandover");
        }

        last.TakeBack(nowUtc);
        IsHandoverPending = false;
        ProcessingAgencyId = last.FromAgencyId;
        (AssigneeId, AssigneeName, AssignedAt) = (last.FromOfficerId, last.FromOfficerName, last.FromOfficerId is null ? null : nowUtc);
        Pass(DossierAct.TakeBack, by, nowUtc, null, new { handover = HandoverCount });
    }

    private void GiveTo(Guid? officerId, string? name, string kind, Actor by, DateTime nowUtc)
    {
        if (IsClosed)
        {
            throw new RuleViolationException("Dossier.Closed");
        }

        (AssigneeId, AssigneeName, AssignedAt) = (officerId, name, officerId is null ? null : nowUtc);
        Trace(kind, by, nowUtc, new { officer = officerId });
    }
}
