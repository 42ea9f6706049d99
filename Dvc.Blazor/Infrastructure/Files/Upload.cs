using System.Security.Cryptography;
using Dvc.Blazor.Domain.Files;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>How far an upload is.</summary>
public enum UploadState
{
    /// <summary>Bytes are still missing, or the whole file has not been judged yet.</summary>
    Receiving = 0,

    /// <summary>Taken in: there is a paper with the upload's id.</summary>
    Stored = 1,

    /// <summary>Not taken in; the reason stands beside it.</summary>
    Refused = 2,
}

/// <summary>One file on its way to a paper of a draft. How much has arrived is the length of its temporary file, never a column.</summary>
public sealed class Upload
{
    /// <summary>128 random bits; becomes the id of the paper.</summary>
    public Guid Id { get; private init; } = new(RandomNumberGenerator.GetBytes(16));

    /// <summary>The account that sends it; nobody else ever sees it.</summary>
    public required Guid OwnerId { get; init; }

    public required Guid DraftId { get; init; }

    /// <summary>Code of the required document in the revision.</summary>
    public required string ComponentCode { get; init; }

    /// <summary>Cleaned name.</summary>
    public required string FileName { get; init; }

    /// <summary>Bytes announced.</summary>
    public required long Length { get; init; }

    /// <summary>SHA-256 of the whole file as the sender worked it out, lower-case hex, or null.</summary>
    public string? DeclaredSha256 { get; init; }

    public UploadState State { get; set; }

    public PaperRefusalReason? RefusalReason { get; set; }

    public long? RefusalLimit { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; forgotten after that.</summary>
    public required DateTime ExpiresAt { get; init; }

    public PaperRefusal? Refusal => RefusalReason is { } reason ? new(reason, RefusalLimit) : null;

    public void Refuse(PaperRefusal refusal) => (State, RefusalReason, RefusalLimit) = (UploadState.Refused, refusal.Reason, refusal.Limit);
}
