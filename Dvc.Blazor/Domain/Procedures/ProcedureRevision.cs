using System.Security.Cryptography;
using System.Text;

namespace Dvc.Blazor.Domain.Procedures;

/// <summary>
/// One state of a procedure's content: form, papers, fees, times, legal basis. Once published it never changes; fields keep their keys from
/// revision to revision, and a dossier stays with its revision unless a publication moves it.
/// </summary>
public sealed class ProcedureRevision
{
    private ProcedureRevision() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string ProcedureCode { get; private init; } = "";

    /// <summary>1, 2, 3 … within the procedure.</summary>
    public int Number { get; private init; }

    /// <summary>The whole content as one JSON document; read it with <see cref="ProcedureDefinition.Parse"/>.</summary>
    public string Content { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Content"/>, lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>UTC; null while the revision is a draft.</summary>
    public DateTime? PublishedAt { get; private set; }

    /// <summary>Who published it; null: it was shipped with the portal.</summary>
    public Guid? PublishedById { get; private set; }

    /// <summary>UTC; when the draft is to be published by itself, or null.</summary>
    public DateTime? PublishAt { get; private set; }

    /// <summary>Who set <see cref="PublishAt"/>.</summary>
    public Guid? ScheduledById { get; private set; }

    /// <summary>Who changed it last while it was a draft; null: it was shipped with the portal.</summary>
    public Guid? ChangedById { get; private set; }

    /// <summary>UTC; null: it was shipped with the portal.</summary>
    public DateTime? ChangedAt { get; private set; }

    /// <summary>Number of the revision whose content it began with, or null.</summary>
    public int? BasedOn { get; private init; }

    /// <summary>How often it was changed. Who changes it names the number it was seen with, so that nobody's change is lost.</summary>
    public int Edits { get; private set; }

    public bool IsPublished => PublishedAt is not null;

    /// <summary>A new draft revision of the portal itself.</summary>
    public static ProcedureRevision Draft(string procedureCode, int number, string content) =>
        new()
        {
            ProcedureCode = procedureCode,
            Number = number,
            Content = content,
            ContentHash = Hash(content),
        };

    /// <summary>A new draft revision of somebody.</summary>
    /// <param name="basedOn">Number of the revision the content was taken from, or null.</param>
    public static ProcedureRevision Draft(string procedureCode, int number, string content, Guid byId, DateTime nowUtc, int? basedOn) =>
        new()
        {
            ProcedureCode = procedureCode,
            Number = number,
            Content = content,
            ContentHash = Hash(content),
            ChangedById = byId,
            ChangedAt = nowUtc,
            BasedOn = basedOn,
        };

    /// <summary>Replaces the content of a draft.</summary>
    /// <param name="seen">The number of edits that the change was made on.</param>
    /// <exception cref="RuleViolationException">The revision is published or to be published, or somebody else changed it meanwhile.</exception>
    public void Change(string content, int seen, Guid byId, DateTime nowUtc)
    {
        RefuseIfPublished();
        if (PublishAt is not null)
        {
            throw new RuleViolationException("Revision.Scheduled");
        }

        if (seen != Edits)
        {
            throw new RuleViolationException("Revision.ChangedMeanwhile");
        }

        (Content, ContentHash, Edits) = (content, Hash(content), Edits + 1);
        (ChangedById, ChangedAt) = (byId, nowUtc);
    }

    /// <summary>Has it published at a time to come; null takes that back.</summary>
    /// <exception cref="RuleViolationException">The revision is published, or the time is not to come.</exception>
    public void Schedule(DateTime? atUtc, Guid? byId, DateTime nowUtc)
    {
        RefuseIfPublished();
        if (atUtc <= nowUtc)
        {
            throw new RuleViolationException("Revision.NotToCome");
        }

        (PublishAt, ScheduledById, Edits) = (atUtc, atUtc is null ? null : byId, Edits + 1);
    }

    /// <summary>Makes the revision final.</summary>
    /// <param name="byId">Who published it; null: the portal itself.</param>
    /// <exception cref="RuleViolationException">It is published already.</exception>
    public void Publish(DateTime nowUtc, Guid? byId = null)
    {
        RefuseIfPublished();
        (PublishedAt, PublishedById) = (nowUtc, byId);
    }

    private void RefuseIfPublished()
    {
        if (IsPublished)
        {
            throw new RuleViolationException("Revision.Immutable", Number);
        }
    }

    private static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
