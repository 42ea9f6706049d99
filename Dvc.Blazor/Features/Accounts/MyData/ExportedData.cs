using System.Text.Json;

namespace Dvc.Blazor.Features.Accounts.MyData;

/// <summary>What stands in <c>du-lieu.json</c>; all moments are UTC.</summary>
public sealed record ExportedData(
    DateTime ExportedAt,
    ExportedProfile Profile,
    IAsyncEnumerable<ExportedDraft> Drafts,
    IAsyncEnumerable<ExportedDossier> Dossiers,
    IReadOnlyList<ExportedEvent> Events,
    IReadOnlyList<ExportedSession> Sessions,
    IReadOnlyList<ConsentLine> Consents,
    IReadOnlyList<ExportedNotification> Notifications
);

public sealed record ExportedProfile(
    string FullName,
    string? NationalId,
    DateOnly? BirthDate,
    JsonElement? Address,
    string? Phone,
    string? Email,
    DateTime? CreatedAt
);

/// <param name="Answers">By the path of the field.</param>
public sealed record ExportedDraft(
    string ProcedureCode,
    string? UnitId,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    IReadOnlyDictionary<string, JsonElement> Answers,
    IReadOnlyList<ExportedPaper> Papers
);

public sealed record ExportedDossier(
    string Number,
    string ProcedureCode,
    string ProcedureName,
    string Status,
    DateTime SubmittedAt,
    DateTime? DueAt,
    DateTime? CompletedAt,
    string ApplicantName,
    string? OrganisationName,
    string? RepresentativeName,
    string? Email,
    string? Phone,
    JsonElement Answers,
    IReadOnlyList<ExportedPaper> Papers,
    IReadOnlyList<ExportedStep> Steps,
    IReadOnlyList<ExportedMessage> Messages,
    IReadOnlyList<ExportedPaper> Results,
    IReadOnlyList<ExportedReading> Readings
);

/// <param name="Path">Where it lies in the zip.</param>
public sealed record ExportedPaper(string Component, string FileName, long Length, string Path);

public sealed record ExportedStep(DateTime At, string To, string By, string? AgencyId, string? Note);

/// <summary>An officer opened the dossier.</summary>
public sealed record ExportedReading(DateTime At, string By, string? AgencyId);

public sealed record ExportedEvent(DateTime At, string Kind, bool ByMyself);

/// <summary>Where the person was signed in.</summary>
/// <param name="Network">Network address without its last part.</param>
public sealed record ExportedSession(DateTime StartedAt, DateTime SeenAt, DateTime? EndedAt, string Device, string Network);

/// <summary>What the person was told on the portal.</summary>
/// <param name="Number">Of the dossier, or the name of the file it was about.</param>
/// <param name="ReadAt">Null while it is unread.</param>
public sealed record ExportedNotification(DateTime At, string Kind, string Number, DateTime? ReadAt);

/// <summary>Words between the person and the office, with the files that came along.</summary>
public sealed record ExportedMessage(DateTime At, bool ByMyself, string By, string Words, IReadOnlyList<ExportedPaper> Files);

public sealed record ConsentLine(DateTime At, string Purpose, string TextVersion, bool Given);
