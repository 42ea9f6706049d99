using Dvc.Blazor.Domain.Organisations;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>
/// A dossier being filled in. Its answers are rows of their own, saved field by field, so that two devices merge and a lost connection costs one field at most.
/// </summary>
public sealed class Draft
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid OwnerId { get; init; }

    public required string ProcedureCode { get; init; }

    public required Guid RevisionId { get; set; }

    /// <summary>The revision it was on before it was moved to <see cref="RevisionId"/>, or null; what the new one wants besides is marked at its place.</summary>
    public Guid? MovedFromId { get; set; }

    /// <summary>The request for supplements or the financial obligation of a filed dossier that it answers; null of a new dossier.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The unit chosen to file at, or null until it is chosen.</summary>
    public string? UnitId { get; set; }

    /// <summary>For whom the dossier is filed.</summary>
    public Representation Representation { get; set; }

    /// <summary>The organisation it is filed for, or null.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>UTC; when the owner was told by e-mail that the draft will be deleted soon, or null.</summary>
    public DateTime? WarnedAt { get; set; }

    /// <summary>Address of the step the person was last at.</summary>
    public required string Step { get; set; }

    /// <summary>Number of the last change; every saved answer carries the number it got.</summary>
    public long Sequence { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC of the last saved change.</summary>
    public required DateTime UpdatedAt { get; set; }

    /// <summary>Goes with the submission: a repeated click, a retry and a second tab all make the same dossier.</summary>
    public Guid IdempotencyKey { get; private init; } = Guid.NewGuid();

    /// <summary>The dossier it became or was sent to, or null.</summary>
    public Guid? DossierId { get; set; }

    /// <summary>Keyed mark of the identity number of the applicant whom the owner, an officer, helps at the counter; null of an own draft.</summary>
    public string? CounterMark { get; init; }

    /// <summary>Whom the officer helps and whether the applicant agreed; null of an own draft.</summary>
    public CounterFiling? Counter { get; init; }
}

/// <summary>One saved answer of a draft, by the path of its field.</summary>
public sealed class DraftAnswer
{
    public required Guid DraftId { get; init; }

    /// <summary>Path of the field: <c>key</c>, or <c>group/row/key</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The answer as typed, JSON; null when it was taken away.</summary>
    public string? Value { get; set; }

    /// <summary>Number of the change within the draft.</summary>
    public required long Sequence { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime SavedAt { get; set; }

    /// <summary>Which open page saved it; a page does not hear its own changes.</summary>
    public required string Device { get; set; }
}

/// <summary>A paper attached to a draft.</summary>
public sealed class DraftPaper
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required Guid DraftId { get; init; }

    /// <summary>Code of the required document in the revision; of a paper that was dropped at the counter and not sorted yet, none of it.</summary>
    public required string ComponentCode { get; set; }

    public required int Ordinal { get; set; }

    public required PaperFile File { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AddedAt { get; init; }
}
