namespace Dvc.Blazor.Domain.Files;

/// <summary>Why a file is not taken in.</summary>
public enum PaperRefusalReason
{
    /// <summary>It has no bytes.</summary>
    Empty,

    /// <summary>One argument: the limit in bytes.</summary>
    TooLarge,

    /// <summary>The content is of a kind that this paper does not allow.</summary>
    WrongType,

    /// <summary>A PDF or office file that asks for a password.</summary>
    Encrypted,

    /// <summary>It cannot be opened, or stops in the middle.</summary>
    Unreadable,

    /// <summary>It carries scripts, macros, other files or commands.</summary>
    ActiveContent,

    /// <summary>One argument: the limit in pixels.</summary>
    TooManyPixels,

    /// <summary>It is of two kinds at once, or something is hung on to its end.</summary>
    Polyglot,

    /// <summary>It unpacks into too much.</summary>
    UnpacksTooLarge,

    /// <summary>One argument: how many files a paper may have.</summary>
    TooManyFiles,

    /// <summary>One argument: bytes allowed for all files of one paper.</summary>
    SlotFull,

    /// <summary>One argument: bytes allowed for all files of one dossier.</summary>
    DossierFull,

    /// <summary>What arrived is not what was sent.</summary>
    Damaged,

    /// <summary>The malware scanner found something.</summary>
    Infected,
}

/// <summary>A refusal with what its text needs; a value, not an exception, since people meet it every day.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Limit">The limit that was passed: bytes, pixels or a count, as the reason says; null where there is none.</param>
public sealed record PaperRefusal(PaperRefusalReason Reason, long? Limit = null);
