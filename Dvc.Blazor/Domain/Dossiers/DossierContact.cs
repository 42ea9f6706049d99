namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>Words between the applicant and the office.</summary>
public sealed class DossierMessage
{
    /// <summary>Most files of one message.</summary>
    public const int MaxFiles = 5;

    private readonly List<MessageFile> _files = [];

    private DossierMessage() { }

    internal DossierMessage(Guid dossierId, Actor by, string words, IReadOnlyList<AttachedFile> files, DateTime atUtc)
    {
        (DossierId, Words, At) = (dossierId, words, atUtc);
        _files = [.. files.Select((file, i) => new MessageFile(file, Id, i + 1))];
        (IsFromApplicant, ById, ByName) = (by.Kind == ActorKind.Applicant, by.UserId, by.Name);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DossierId { get; private init; }

    public bool IsFromApplicant { get; private init; }

    public Guid? ById { get; private init; }

    public string ByName { get; private init; } = "";

    /// <summary>Empty when only files were sent.</summary>
    public string Words { get; private init; } = "";

    /// <summary>What came with the words.</summary>
    public IReadOnlyList<MessageFile> Files => _files;

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }

    /// <summary>UTC; when the other side read it, or null.</summary>
    public DateTime? ReadAt { get; private set; }

    internal void Read(DateTime nowUtc) => ReadAt = nowUtc;
}

/// <summary>A file that was taken in and is to go with a message.</summary>
/// <param name="Id">Under which it is opened, before and after it is sent.</param>
public sealed record AttachedFile(Guid Id, PaperFile File);

/// <summary>A file sent with a message.</summary>
public sealed class MessageFile
{
    private MessageFile() { }

    internal MessageFile(AttachedFile attached, Guid messageId, int ordinal) =>
        (Id, File, MessageId, Ordinal) = (attached.Id, attached.File, messageId, ordinal);

    public Guid Id { get; private init; }

    public Guid MessageId { get; private init; }

    /// <summary>From 1, in the order of the message.</summary>
    public int Ordinal { get; private init; }

    public PaperFile File { get; private init; } = null!;
}

/// <summary>A call to the applicant, noted by the officer who made it.</summary>
public sealed class PhoneCall
{
    private PhoneCall() { }

    internal PhoneCall(Guid dossierId, Actor by, bool reached, string words, DateTime atUtc)
    {
        (DossierId, Reached, Words, At, ByName) = (dossierId, reached, words, atUtc, by.Name);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DossierId { get; private init; }

    /// <summary>Whether somebody answered.</summary>
    public bool Reached { get; private init; }

    /// <summary>What was said.</summary>
    public string Words { get; private init; } = "";

    public string ByName { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }
}

/// <summary>What an officer notes for colleagues; applicants never see it.</summary>
public sealed class DossierNote
{
    private DossierNote() { }

    internal DossierNote(Guid dossierId, Actor by, string words, (SupplementKind Kind, string Target)? about, DateTime atUtc)
    {
        (DossierId, Words, At, ById, ByName) = (dossierId, words, atUtc, by.UserId, by.Name);
        (AboutKind, About) = (about?.Kind, about?.Target);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DossierId { get; private init; }

    /// <summary>What <see cref="About"/> names; null of a note on the whole dossier.</summary>
    public SupplementKind? AboutKind { get; private init; }

    /// <summary>Path of a field or code of a required document; null of a note on the whole dossier.</summary>
    public string? About { get; private init; }

    public string Words { get; private init; } = "";

    public Guid? ById { get; private init; }

    public string ByName { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }
}
