namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>How a label is drawn, besides its words. The numbers are stored; never renumber them.</summary>
public enum LabelColour
{
    Grey = 0,
    Blue = 1,
    Green = 2,
    Amber = 3,
    Red = 4,
}

/// <summary>Words that the officers of one unit put on dossiers; other units and applicants do not see them.</summary>
public sealed class DossierLabel
{
    public const int MaxLength = 30;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The unit whose label it is.</summary>
    public required string AgencyId { get; init; }

    public required string Text { get; set; }

    /// <summary>The words without accents and case: a unit has no two labels that read the same.</summary>
    public required string FoldedText { get; set; }

    public required LabelColour Colour { get; init; }
}

/// <summary>That a label is on a dossier.</summary>
public sealed class Labelling
{
    private Labelling() { }

    internal Labelling(Guid dossierId, Guid labelId) => (DossierId, LabelId) = (dossierId, labelId);

    public Guid DossierId { get; private init; }

    public Guid LabelId { get; private init; }
}

/// <summary>Why a dossier stands out. The numbers are stored; never renumber them.</summary>
public enum FlagKind
{
    /// <summary>Must go before others.</summary>
    Urgent = 1,

    /// <summary>Something about it has to be borne in mind.</summary>
    Attention = 2,
}

/// <summary>That a dossier is urgent or needs attention, and why.</summary>
public sealed class DossierFlag
{
    private DossierFlag() { }

    internal DossierFlag(Guid dossierId, FlagKind kind, string reason, Actor by, DateTime atUtc) =>
        (DossierId, Kind, Reason, ByName, At) = (dossierId, kind, reason, by.Name, atUtc);

    public Guid DossierId { get; private init; }

    public FlagKind Kind { get; private init; }

    public string Reason { get; private init; } = "";

    public string ByName { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }
}
