namespace Dvc.Blazor.Features.Notifying;

/// <summary>What a mail about a dossier says; the HTML and the plain text are two forms of this.</summary>
public sealed record Letter
{
    public required string Subject { get; init; }

    public required string Greeting { get; init; }

    /// <summary>What has happened, in a sentence or two.</summary>
    public required string Happened { get; init; }

    /// <summary>The officer's reason or remark, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Who acts next and what to do.</summary>
    public required string Next { get; init; }

    public required IReadOnlyList<LetterFact> Facts { get; init; }

    /// <summary>The page of the dossier (asks for signing in).</summary>
    public required Uri Link { get; init; }

    /// <summary>The public look-up, which asks for the code on the receipt.</summary>
    public required Uri LookUp { get; init; }

    public required string Portal { get; init; }

    /// <summary>Where to ask: telephone and hours; empty when not known.</summary>
    public required string Contact { get; init; }
}

public sealed record LetterFact(string Label, string Value);
