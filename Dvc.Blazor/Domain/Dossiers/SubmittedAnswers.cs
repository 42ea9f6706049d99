namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>The answers of a dossier, kept beside it so that lists never load them.</summary>
public sealed class SubmittedAnswers
{
    private SubmittedAnswers() { }

    /// <summary>Answers of a dossier as canonical JSON.</summary>
    public SubmittedAnswers(Guid dossierId, string json)
    {
        DossierId = dossierId;
        Json = json;
    }

    public Guid DossierId { get; private init; }

    /// <summary>Canonical JSON: visible fields only, normalised.</summary>
    public string Json { get; private set; } = "";

    internal void Replace(string json) => Json = json;

    internal void Erase() => Json = "{}";
}
