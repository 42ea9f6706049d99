namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>One passage of a dossier: who did what, when, why. The timeline and the control sheet (mẫu 06) are views over these.</summary>
public sealed class ProcessingStep
{
    private ProcessingStep() { }

    internal ProcessingStep(
        Guid dossierId,
        int ordinal,
        DossierStatus from,
        DossierStatus to,
        DossierAct? act,
        Actor by,
        DateTime atUtc,
        string? note
    )
    {
        DossierId = dossierId;
        Ordinal = ordinal;
        From = from;
        To = to;
        Act = act;
        ActorId = by.UserId;
        ActorName = by.Name;
        ActorKind = by.Kind;
        AgencyId = by.AgencyId;
        At = atUtc;
        Note = note;
    }

    public Guid DossierId { get; private init; }

    /// <summary>1, 2, 3 … within the dossier.</summary>
    public int Ordinal { get; private init; }

    public DossierStatus From { get; private init; }

    public DossierStatus To { get; private init; }

    /// <summary>What the officer did; null of what an applicant or the portal did. An act can leave the status as it is.</summary>
    public DossierAct? Act { get; private init; }

    public Guid? ActorId { get; private init; }

    public string ActorName { get; private set; } = "";

    public ActorKind ActorKind { get; private init; }

    public string? AgencyId { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }

    /// <summary>The reason or remark that the applicant may read.</summary>
    public string? Note { get; private set; }

    // Who acted for the office stays known; the applicant and all words do not.
    internal void Erase() => (ActorName, Note) = (ActorKind == ActorKind.Applicant ? "" : ActorName, null);
}
