using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Intake;

/// <summary>What columns can show of a dossier. Times are UTC.</summary>
public sealed record BoardRow(
    Guid Id,
    string Number,
    string ProcedureName,
    string ApplicantName,
    DossierStatus Status,
    DateTime? DueAt,
    DateTime? CompletedAt,
    string HeldBy,
    DateTime UpdatedAt
)
{
    public DateTime SubmittedAt { get; init; }

    public string SectorCode { get; init; } = "";

    public Guid? AssigneeId { get; init; }

    public string? AssigneeName { get; init; }

    /// <summary>Whether the applicant has done what was asked and nobody has looked at it yet.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Whether an unread message of the applicant waits.</summary>
    public bool IsUnread { get; init; }

    public int ApprovalLevel { get; init; }

    /// <summary>Whether a letter of the office lies before the leaders.</summary>
    public bool IsLetterBeforeLeader { get; init; }

    public int OpenOpinions { get; init; }

    /// <summary>Parts of the work that were given and not withdrawn.</summary>
    public int Subtasks { get; init; }

    /// <summary>Of these, how many wait for an answer.</summary>
    public int OpenSubtasks { get; init; }

    public ResultDelivery Delivery { get; init; }

    public FilingChannel Channel { get; init; }

    public DateTime? AcceptedAt { get; init; }

    public Guid RevisionId { get; init; }

    /// <summary>Answers in words by key of column, as far as the columns were asked for.</summary>
    public IReadOnlyDictionary<string, string> Cells { get; init; } = new Dictionary<string, string>();

    /// <summary>States of papers by code of the document, as far as the columns were asked for.</summary>
    public IReadOnlyDictionary<string, DocumentState> Papers { get; init; } = new Dictionary<string, DocumentState>();

    public IReadOnlyList<BoardLabel> Labels { get; init; } = [];

    public IReadOnlyList<FlagKind> Flags { get; init; } = [];

    /// <summary>Whether it is over, so that nobody takes it any more.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>A label of one of the officer's units.</summary>
public sealed record BoardLabel(Guid Id, string Text, LabelColour Colour);

public sealed record BoardSector(string Code, string Name);

/// <summary>A unit the officer works at.</summary>
public sealed record BoardUnit(string Id, string Name);

/// <param name="Total">How many there are; never more than <see cref="Reach"/>, however many there are.</param>
/// <param name="Counts">How many dossiers lie in each live queue of the officer's scope, whatever is filtered.</param>
/// <param name="IsCountPartial">Whether there is so much live work that the counts are only of part of it.</param>
/// <param name="Shown">The rows asked for as they stand now, on this page or not; those out of scope are missing.</param>
/// <param name="ReadAt">UTC.</param>
public sealed record Board(
    IReadOnlyList<BoardRow> Rows,
    int Total,
    IReadOnlyDictionary<string, int> Counts,
    bool IsCountPartial,
    IReadOnlyDictionary<Guid, BoardRow> Shown,
    DateTime ReadAt
)
{
    /// <summary>All columns that the list could have.</summary>
    public BoardColumns Columns { get; init; } = BoardColumns.OfProperties;

    /// <summary>Whether the officer decides which fields can be filtered and sorted by.</summary>
    public bool MaySeek { get; init; }

    /// <summary>What of the address could not be followed.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether there are more than are listed.</summary>
    public bool IsCut => Total >= Reach;

    /// <summary>How many rows can be turned over to.</summary>
    public int Reach { get; init; } = BoardQuery.MaxRows;
}
