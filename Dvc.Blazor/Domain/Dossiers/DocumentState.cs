namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>How one required document of a dossier stands; the numbers are the order in which officers sort.</summary>
public enum DocumentState
{
    /// <summary>No file counts for it.</summary>
    Missing = 0,

    /// <summary>It is to be asked for, or was asked for and has not come yet.</summary>
    Flagged = 1,

    /// <summary>Its original was found to differ or was not shown.</summary>
    Doubted = 2,

    /// <summary>A file came with the dossier.</summary>
    Attached = 3,

    /// <summary>A file that a supplement brought has taken the place of what was there.</summary>
    Replaced = 4,

    /// <summary>Its original was compared and is the same.</summary>
    Compared = 5,
}
