namespace Dvc.Blazor.Components.Letters;

/// <summary>What a mail says; the HTML and the plain text are two forms of this.</summary>
public sealed record Letter
{
    public required string Subject { get; init; }

    /// <summary>Whom it is for; empty when the name is not known.</summary>
    public required string ToName { get; init; }

    /// <summary>What has happened, in a sentence or two.</summary>
    public required string Happened { get; init; }

    /// <summary>Somebody's reason or remark, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>A code to type in somewhere, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Who acts next and what to do.</summary>
    public required string Next { get; init; }

    public IReadOnlyList<LetterFact> Facts { get; init; } = [];

    /// <summary>The page to go on with, as a button; null when there is none.</summary>
    public LetterLink? Link { get; init; }

    /// <summary>A second way, written out with its address; null when there is none.</summary>
    public LetterLink? OtherWay { get; init; }
}

public sealed record LetterFact(string Label, string Value);

public sealed record LetterLink(string Words, Uri Address);
