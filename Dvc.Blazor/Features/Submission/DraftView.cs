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

    /// <summary>Whom an officer helps at the counter; null of an own draft.</summary>
    public CounterView? Counter { get; init; }

    /// <summary>Whether it was moved to another revision than it was begun on.</summary>
    public bool IsMoved { get; init; }

    /// <summary>Paths of fields and codes of papers that only the revision it was moved to wants, and that are not there yet.</summary>
    public IReadOnlySet<string> NewlyWanted { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Keys of the questions that are not asked, since choices before the form answer them.</summary>
    public IReadOnlySet<string> Answered =>
        Counter is null
            ? ForWhomAnswers.Answered(Representation)
            : ForWhomAnswers.Answered(Representation).Concat(CounterAnswers.Answered).ToHashSet(StringComparer.Ordinal);

    /// <summary>Address of a step.</summary>
    public string Address(string step) => Counter is null ? $"/nop-ho-so/{ProcedureCode}/{step}" : $"{CounterView.Home}/{Id:D}/{step}";

    /// <summary>The organisation it is filed for, whose member the owner is now; or null.</summary>
    public FilingOrganisation? Organisation { get; init; }
}

/// <summary>What the page shows of the help at the counter.</summary>
/// <param name="Applicant">Name.</param>
/// <param name="NationalId">Digits.</param>
/// <param name="Mailbox">Where a code goes, covered as far as the officer need not know it; null without.</param>
/// <param name="Filing">The consent as it stands.</param>
public sealed record CounterView(
    string HelperName,
    string Applicant,
    string NationalId,
    string? Mailbox,
    bool HasAccount,
    CounterFiling Filing
)
{
    /// <summary>The page of counter filing.</summary>
    public const string Home = "/mot-cua/nop-tai-quay";

    internal static CounterView? Of(CounterFiling? filing) =>
        filing is null
            ? null
            : new CounterView(
                filing.HelperName,
                filing.Name,
                filing.NationalId,
                filing.Email is null ? null : Covered(filing.Email),
                filing.ApplicantId is not null,
                filing
            );

    private static string Covered(string mailbox)
    {
        var at = mailbox.LastIndexOf('@');
        return $"{mailbox[..Math.Min(1, at)]}•••{mailbox[at..]}";
    }
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
