namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>Words between the applicant and the office.</summary>
public sealed class DossierMessage
{
    private DossierMessage() { }

    internal DossierMessage(Guid dossierId, Actor by, string words, DateTime atUtc)
    {
        (DossierId, Words, At) = (dossierId, words, atUtc);
        (IsFromApplicant, ById, ByName) = (by.Kind == ActorKind.Applicant, by.UserId, by.Name);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DossierId { get; private init; }

    public bool IsFromApplicant { get; private init; }

    public Guid? ById { get; private init; }

    public string ByName { get; private init; } = "";

    public string Words { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }

    /// <summary>UTC; when the other side read it, or null.</summary>
    public DateTime? ReadAt { get; private set; }

    internal void Read(DateTime nowUtc) => ReadAt = nowUtc;
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
