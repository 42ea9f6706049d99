namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>A paper that was handed in with the dossier (giấy tờ đã nộp), for one of the required documents of the revision.</summary>
public sealed class SubmittedDocument
{
    private SubmittedDocument() { }

    /// <summary>A document of a dossier; keeps the id that the draft's paper had, so that links stay good.</summary>
    public SubmittedDocument(Guid id, Guid dossierId, string componentCode, int ordinal, PaperFile file, int supplement = 0)
    {
        Id = id;
        DossierId = dossierId;
        ComponentCode = componentCode;
        Ordinal = ordinal;
        File = file;
        Supplement = supplement;
    }

    public Guid Id { get; private init; }

    public Guid DossierId { get; private init; }

    /// <summary>Code of the required document in the revision.</summary>
    public string ComponentCode { get; private init; } = "";

    /// <summary>Position among the files of that document.</summary>
    public int Ordinal { get; private init; }

    public PaperFile File { get; private init; } = null!;

    /// <summary>Number of the supplement it came with; 0 of what was handed in at filing.</summary>
    public int Supplement { get; private init; }

    /// <summary>UTC; when a supplement took its place, or null.</summary>
    public DateTime? SupersededAt { get; private set; }

    /// <summary>Whether it counts: nothing has taken its place.</summary>
    public bool IsCurrent => SupersededAt is null;

    internal void Supersede(DateTime nowUtc) => SupersededAt = nowUtc;
}
