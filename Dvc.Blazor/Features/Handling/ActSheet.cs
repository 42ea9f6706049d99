using System.Globalization;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Handling;

/// <summary>What an officer has typed for one act, as typed; it stays until the act is done.</summary>
/// <param name="act">The act.</param>
/// <param name="seen">Version of the dossier the officer decides on.</param>
public sealed class ActSheet(DossierAct act, Guid seen)
{
    public DossierAct Act { get; } = act;

    public Guid Seen { get; set; } = seen;

    /// <summary>Reason, question, proposal or note.</summary>
    public string Words { get; set; } = "";

    /// <summary>By when, dd/MM/yyyy.</summary>
    public string Day { get; set; } = "";

    /// <summary>Why the first request did not name it.</summary>
    public string WhyAgain { get; set; } = "";

    /// <summary>Đồng.</summary>
    public string Amount { get; set; } = "";

    public string AgencyId { get; set; } = "";

    public Guid? OfficerId { get; set; }

    public bool IsConfidential { get; set; }

    public ResultKind Result { get; set; } = ResultKind.Granted;

    /// <summary>The letter an act on letters is about.</summary>
    public OfficeLetterKind? Letter { get; set; }

    /// <summary>Units of the time limit.</summary>
    public string Units { get; set; } = "";

    /// <summary>Parts of the work.</summary>
    public List<SubtaskLine> Subtasks { get; } = [];

    public string ResultNumber { get; set; } = "";

    /// <summary>Whether the applicant wants the appointment slip.</summary>
    public bool WithSlip { get; set; }

    public ResultDelivery Way { get; set; }

    public string Collector { get; set; } = "";

    public string Authority { get; set; } = "";

    public string TrackingCode { get; set; } = "";

    /// <summary>Takes up a letter: what was drafted of it before stands in the fields.</summary>
    public void Choose(OfficeLetterKind letter, Dossier dossier)
    {
        Letter = letter;
        if (Act == DossierAct.DraftLetter || ActRights.LetterOf(Act) == letter)
        {
            var draft = dossier.LetterOf(letter);
            Words = draft?.Words ?? Words;
            Units = draft?.Units?.ToString(CultureInfo.InvariantCulture) ?? Units;
        }
    }

    /// <summary>What is wrong, by the id of the field; under <see cref="ActFaults.Whole"/> what belongs to no field.</summary>
    public Dictionary<string, string> Faults { get; } = [];

    public string? FaultAt(string id) => Faults.GetValueOrDefault(id);
}
