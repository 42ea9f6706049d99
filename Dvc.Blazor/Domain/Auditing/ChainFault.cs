namespace Dvc.Blazor.Domain.Auditing;

/// <summary>What can be wrong with a link of a chain. The numbers are stored; never renumber them.</summary>
public enum ChainFault
{
    /// <summary>A line before this one is gone.</summary>
    Missing = 1,

    /// <summary>The line does not say what it said when it was written.</summary>
    Altered = 2,

    /// <summary>The line does not build on the one before it.</summary>
    Unlinked = 3,

    /// <summary>Lines at the end are gone, or stand there without the act.</summary>
    CutOff = 4,

    /// <summary>A dossier that once got a number is gone with its whole chain.</summary>
    DossierGone = 5,
}
