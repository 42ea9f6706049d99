namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>What comes out of a dossier.</summary>
public enum ResultKind
{
    /// <summary>What was applied for.</summary>
    Granted = 1,

    /// <summary>A reasoned refusal; it is a result too (Nghị định 61/2018, Điều 19 khoản 8).</summary>
    Denied = 2,
}

/// <summary>What became of a proposal.</summary>
public enum ApprovalVerdict
{
    Submitted = 1,
    Approved = 2,
    SentBack = 3,
}

/// <summary>One step of an approval: laid before, approved, or sent back.</summary>
public sealed class ApprovalStep
{
    private ApprovalStep() { }

    internal ApprovalStep(
        Guid dossierId,
        int ordinal,
        int level,
        ApprovalVerdict verdict,
        ResultKind? proposed,
        Actor by,
        DateTime atUtc,
        string? words,
        OfficeLetterKind? letter
    )
    {
        Letter = letter;
        (DossierId, Ordinal, Level, Verdict, Proposed) = (dossierId, ordinal, level, verdict, proposed);
        (ById, ByName, At, Words) = (by.UserId, by.Name, atUtc, words);
    }

    public Guid DossierId { get; private init; }

    /// <summary>1, 2, 3 … within the dossier.</summary>
    public int Ordinal { get; private init; }

    public int Level { get; private init; }

    public ApprovalVerdict Verdict { get; private init; }

    public ResultKind? Proposed { get; private init; }

    /// <summary>The letter it is about; null of the result.</summary>
    public OfficeLetterKind? Letter { get; private init; }

    public Guid? ById { get; private init; }

    public string ByName { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }

    /// <summary>The proposal, the remark or the reason; for officers only.</summary>
    public string? Words { get; private init; }
}
