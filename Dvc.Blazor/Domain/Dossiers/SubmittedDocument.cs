namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>A paper that was handed in with the dossier (giấy tờ đã nộp), for one of the required documents of the revision.</summary>
public sealed class SubmittedDocument
{
    private SubmittedDocument() { }

    /// <summary>A document of a dossier; keeps the id that the draft's paper had, so that links stay good.</summary>
    public SubmittedDocument(Guid id, Guid dossierId, string componentCode, int ordinal, PaperFile file)
    {
        Id = id;
        DossierId = dossierId;
        ComponentCode = componentCode;
        Ordinal = ordinal;
        File = file;
    }

    public Guid Id { get; private init; }

    public Guid DossierId { get; private init; }

    /// <summary>Code of the required document in the revision.</summary>
    public string ComponentCode { get; private init; } = "";

    /// <summary>Position among the files of that document.</summary>
    public int Ordinal { get; private init; }

    public PaperFile File { get; private init; } = null!;
}
