using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Infrastructure.Catalogue;

namespace Dvc.Blazor.Features.Submission;

/// <summary>A draft as it stands in the database.</summary>
/// <param name="AnswerSequences">Number of the change that each path was last saved with.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record DraftView(
    Guid Id,
    string ProcedureCode,
    string ProcedureName,
    Revision Revision,
    string? UnitId,
    string Step,
    long Sequence,
    DateTime UpdatedAt,
    FormAnswers Answers,
    IReadOnlyDictionary<string, long> AnswerSequences,
    IReadOnlyList<DraftPaperView> Papers,
    Guid IdempotencyKey
)
{
    /// <summary>For whom it is filed.</summary>
    public Representation Representation { get; init; }

    /// <summary>The organisation it is filed for, whose member the owner is now; or null.</summary>
    public FilingOrganisation? Organisation { get; init; }
}

/// <summary>An organisation that somebody can file for.</summary>
public sealed record FilingOrganisation(Guid Id, string Name, string TaxCode);

public sealed record DraftPaperView(Guid Id, string ComponentCode, int Ordinal, PaperFile File, DateTime AddedAt);

/// <summary>An answer to save.</summary>
/// <param name="BaseSequence">The number of the change that the page last saw at this path; 0 when it saw none.</param>
public sealed record AnswerChange(string Path, AnswerValue Value, long BaseSequence);

/// <summary>An answer that was not saved, because another device wrote something else there in the meantime.</summary>
public sealed record AnswerConflict(string Path, AnswerValue Stored, long Sequence);

/// <summary>What became of the changes.</summary>
/// <param name="SavedAt">UTC.</param>
/// <param name="Saved">New number of each saved path.</param>
public sealed record SaveReceipt(DateTime SavedAt, IReadOnlyDictionary<string, long> Saved, IReadOnlyList<AnswerConflict> Conflicts);
