namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>What a passage from hand to hand was for.</summary>
public enum SheetMatter
{
    Filed,
    Examination,

    /// <summary>Forwarded, and taken back before anybody opened it.</summary>
    TakenBack,
    Approval,
    NextLevel,
    SentBack,
    Completed,
    SupplementAsked,
    SupplementSent,
    Returned,
    Recalled,
    Refused,
    Discontinued,
    Withdrawn,
    PartGiven,
    PartDone,
    PartDeclined,
    PartWithdrawn,
    OpinionAsked,
    OpinionGiven,
}

/// <summary>Whether something was passed on before, on or after the day it was due.</summary>
public enum Punctuality
{
    Ahead,
    OnTime,
    Late,
}

/// <summary>Who passes a dossier on or takes it.</summary>
/// <param name="AgencyId">Null of the applicant.</param>
/// <param name="Name">The officer or who collects; null where nobody is named.</param>
public sealed record SheetParty(string? AgencyId, string? Name);

/// <summary>One passage from hand to hand on the control sheet.</summary>
/// <param name="HandedAt">UTC.</param>
/// <param name="TakenAt">UTC; null while nobody has taken it, or where taking it leaves no trace.</param>
public sealed record SheetRow(SheetMatter Matter, SheetParty From, SheetParty To, DateTime HandedAt, DateTime? TakenAt = null)
{
    /// <summary>How whoever passes it on kept the time; null where there is none to keep.</summary>
    public Punctuality? Kept { get; init; }

    /// <summary>Number of the part of the work; null of the dossier itself and of opinions.</summary>
    public int? Part { get; init; }

    /// <summary>Whether the dossier itself changed hands, not a part of the work or a question about it.</summary>
    public bool IsPassage => Matter < SheetMatter.PartGiven;
}
