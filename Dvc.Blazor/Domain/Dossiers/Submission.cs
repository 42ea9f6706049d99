using Dvc.Blazor.Domain.Organisations;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>How the result reaches the applicant.</summary>
public enum ResultDelivery
{
    OneStop = 0,
    Post = 1,
    Digital = 2,
}

/// <summary>The person or organisation a dossier is filed by, as written in its answers.</summary>
/// <param name="UserId">The account whose dossier it will be; <see cref="Nobody"/> for somebody at the counter who has none.</param>
/// <param name="Name">Full name of the person.</param>
/// <param name="OrganisationName">The organisation, or null.</param>
/// <param name="Email">Where mails go, or null.</param>
/// <param name="Phone">Where the office calls.</param>
public sealed record Applicant(Guid UserId, string Name, string? OrganisationName, string? Email, string? Phone)
{
    /// <summary>Stands for the account of an applicant without one. No account has this id, so such a dossier is nobody's.</summary>
    public static readonly Guid Nobody = Guid.Empty;

    /// <summary>For whom the dossier is filed.</summary>
    public Representation Representation { get; init; }

    /// <summary>The organisation it is filed for, whose members share it; or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>Name of who files with a written authority for <see cref="Name"/>; null otherwise.</summary>
    public string? RepresentativeName { get; init; }

    /// <summary>Keyed mark of the applicant's identity number, by which dossiers are found; null without a number.</summary>
    public string? IdMark { get; init; }
}

/// <summary>Everything that a submission fixes; the number is taken inside the same transaction.</summary>
public sealed record Submission
{
    public required string Number { get; init; }

    public required string ProcedureCode { get; init; }

    public required string ProcedureName { get; init; }

    public required string SectorCode { get; init; }

    public required Guid RevisionId { get; init; }

    /// <summary>The unit the dossier is filed at.</summary>
    public required string UnitId { get; init; }

    /// <summary>Its one-stop department.</summary>
    public required string ReceivingAgencyId { get; init; }

    public required string CompetentAgencyId { get; init; }

    /// <summary>The division that examines, or null.</summary>
    public string? HandlingAgencyId { get; init; }

    public required Applicant Applicant { get; init; }

    public required ResultDelivery ResultDelivery { get; init; }

    /// <summary>Letters that leaders have to approve, by the revision.</summary>
    public LetterForms LettersToApprove { get; init; }

    /// <summary>The answers that count, as canonical JSON: visible fields only, normalised.</summary>
    public required string Answers { get; init; }

    /// <summary>SHA-256 of <see cref="Answers"/>, the hash that the applicant saw on the review page.</summary>
    public required string AnswersHash { get; init; }

    /// <summary>Made when the review began; the same key never makes a second dossier.</summary>
    public required Guid IdempotencyKey { get; init; }

    /// <summary>The officer's help and the applicant's agreement to it; null of a dossier filed online by the applicant.</summary>
    public CounterHelp? Counter { get; init; }

    /// <summary>Papers in the order of the revision: draft paper id, document code, file.</summary>
    public required IReadOnlyList<(Guid Id, string ComponentCode, int Ordinal, PaperFile File)> Papers { get; init; }
}
