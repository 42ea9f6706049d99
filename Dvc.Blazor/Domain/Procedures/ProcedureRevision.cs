using System.Security.Cryptography;
using System.Text;

namespace Dvc.Blazor.Domain.Procedures;

/// <summary>
/// One state of a procedure's content: form, papers, fees, times, legal basis. Once published it never changes; fields keep their keys from
/// revision to revision, and a dossier belongs to its revision for life.
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

    public bool IsPublished => PublishedAt is not null;

    /// <summary>A new draft revision.</summary>
    public static ProcedureRevision Draft(string procedureCode, int number, string content) =>
        new()
        {
            ProcedureCode = procedureCode,
            Number = number,
            Content = content,
            ContentHash = Hash(content),
        };

    /// <summary>Replaces the content of a draft.</summary>
    /// <exception cref="RuleViolationException">The revision is published.</exception>
    public void Change(string content)
    {
        if (IsPublished)
        {
            throw new RuleViolationException("Revision.Immutable", Number);
        }

        Content = content;
        ContentHash = Hash(content);
    }

    /// <summary>Makes the revision final.</summary>
    /// <exception cref="RuleViolationException">It is published already.</exception>
    public void Publish(DateTime nowUtc)
    {
        if (IsPublished)
        {
            throw new RuleViolationException("Revision.Immutable", Number);
        }

        PublishedAt = nowUtc;
    }

    private static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
