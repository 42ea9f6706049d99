using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Handling;

/// <summary>Who looks at a dossier, and as what.</summary>
/// <param name="Roles">Roles the officer has over this dossier; none of an officer who is only asked for an opinion or given a part of the work.</param>
public sealed record OfficerStanding(Guid UserId, string Name, IReadOnlyCollection<string> Roles)
{
    /// <summary>Whether the officer works on it: claims, notes, calls, writes.</summary>
    public bool Works => Roles.Any(Infrastructure.Security.Roles.Work.Contains);

    /// <summary>Whether the officer only reads it to answer another agency's question or do a part of the work.</summary>
    public bool IsAskedOnly => Roles.Count == 0;
}

/// <summary>A question to another agency as this officer may read it.</summary>
/// <param name="IsHidden">Whether there is an answer that this officer may not read.</param>
/// <param name="IsForMe">Whether this officer can answer it now.</param>
public sealed record OpinionView(OpinionRequest Request, string? Answer, bool IsHidden, bool IsForMe);

/// <summary>A part of the work as this officer sees it.</summary>
/// <param name="IsForMe">Whether this officer can take or answer it now.</param>
/// <param name="IsMyLead">Whether this officer can change it or take it back now.</param>
public sealed record SubtaskView(Subtask Subtask, bool IsForMe, bool IsMyLead)
{
    /// <summary>Its result as files.</summary>
    public IReadOnlyList<ResultFile> Files { get; init; } = [];

    /// <summary>Files that wait to go with this officer's answer.</summary>
    public IReadOnlyList<WaitingFile> Waiting { get; init; } = [];
}

/// <summary>One dossier as an officer sees it.</summary>
/// <param name="Agencies">Names of the agencies it touches, by id.</param>
/// <param name="Offered">What this officer can do now, the usual act first.</param>
/// <param name="Opinions">Questions to other agencies; of the dossier itself they are not loaded.</param>
public sealed record OfficerDossier(
    Dossier Dossier,
    Revision Revision,
    OfficerStanding Me,
    IReadOnlyDictionary<string, string> Agencies,
    IReadOnlyList<DossierAct> Offered,
    IReadOnlyList<OpinionView> Opinions
)
{
    /// <summary>Labels of the officer's units on this dossier.</summary>
    public IReadOnlyList<DossierLabel> Labels { get; init; } = [];

    /// <summary>Files that wait to go with this officer's next message.</summary>
    public IReadOnlyList<WaitingFile> Waiting { get; init; } = [];

    /// <summary>Files that wait to go with the result that this officer hands over.</summary>
    public IReadOnlyList<WaitingFile> WaitingResult { get; init; } = [];

    /// <summary>Whether this officer can have it given to whoever has the least to do.</summary>
    public bool MayShare { get; init; }

    /// <summary>Parts of the work; of the dossier itself they are not loaded.</summary>
    public IReadOnlyList<SubtaskView> Subtasks { get; init; } = [];

    /// <summary>The result as files, of the last handing over.</summary>
    public IReadOnlyList<(Guid Id, PaperFile File)> ResultFiles =>
        [.. Dossier.ResultFiles.Where(f => f.Return == Dossier.ReturnCount).Select(f => (f.Id, f.File))];

    public string UnitName => AgencyName(Dossier.UnitId);

    public string HeldAt => AgencyName(Dossier.ProcessingAgencyId);

    /// <summary>Whether this officer has the dossier in hand.</summary>
    public bool IsMine => Dossier.AssigneeId == Me.UserId;

    /// <summary>The drafted request for supplements that waits for the one-stop department, or null.</summary>
    public SupplementRequest? Draft => Dossier.Supplements.SingleOrDefault(s => s.State == SupplementState.Drafted);

    /// <summary>What is still to be paid, or null.</summary>
    public FinancialObligation? Obligation => Dossier.Obligations.SingleOrDefault(o => o.IsOpen);

    /// <summary>The act by which this officer asks the applicant for supplements, sending or drafting; null when there is none now.</summary>
    public DossierAct? AskingAct =>
        Offered.Contains(DossierAct.RequestSupplement) ? DossierAct.RequestSupplement
        : Offered.Contains(DossierAct.DraftSupplement) ? DossierAct.DraftSupplement
        : null;

    /// <summary>The letters that an act on letters can be about.</summary>
    public IReadOnlyList<OfficeLetterKind> LettersFor(DossierAct act) =>
        act switch
        {
            DossierAct.DraftLetter => ActRights.Draftable(Dossier, Me.Roles),
            DossierAct.SubmitLetter => ActRights.Submittable(Dossier, Me.Roles),
            DossierAct.ApproveLetter or DossierAct.SendBackLetter =>
            [
                .. Dossier.Letters.Where(l => l.State == LetterState.Submitted).Select(l => l.Kind),
            ],
            _ => [],
        };

    public string AgencyName(string? id) => id is null ? "" : Agencies.GetValueOrDefault(id, id);
}
