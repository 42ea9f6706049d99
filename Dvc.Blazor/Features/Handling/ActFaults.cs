using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Handling;

/// <summary>Ids of the fields of the acts, and at which of them the refusal of a rule is shown.</summary>
internal static class ActFaults
{
    public const string Whole = "";
    public const string Words = "ly-do";
    public const string Day = "han";
    public const string WhyAgain = "vi-sao-lan-truoc";
    public const string Items = "muc-bo-sung";
    public const string Amount = "so-tien";
    public const string Agency = "noi-den";
    public const string Officer = "nguoi-xu-ly";
    public const string Units = "them-ngay";
    public const string Collector = "nguoi-nhan";
    public const string TrackingCode = "ma-buu-gui";
    public const string Letter = "van-ban";
    public const string Originals = "doi-chieu";

    public const string Subtasks = "them-phan-viec";
    public const string WhyLater = "vi-sao-muon";
    public const string ResultNumber = "so-ket-qua";

    /// <summary>The field of one part of the work; positions count from 1.</summary>
    public static string At(string field, object position) => $"{field}-{position}";

    /// <summary>Puts a refusal at its field.</summary>
    public static void Note(this ActSheet sheet, RuleViolationException refused) =>
        sheet.Faults[FieldOf(refused)] = sheet.Act is DossierAct.RequestPayment or DossierAct.AskOpinion or DossierAct.SubmitForApproval
            ? WordsOf(refused)
            : RuleWords.Of(refused);

    /// <summary>Why it was refused, where no reason is asked for but some words.</summary>
    public static string WordsOf(RuleViolationException refused) =>
        refused.Rule == "Dossier.ReasonMissing" ? HandlingText.WordsMissing : RuleWords.Of(refused);

    private static string FieldOf(RuleViolationException refused) =>
        refused.Rule switch
        {
            "Dossier.ReasonMissing" or "Dossier.ReasonTooLong" => Words,
            "Supplement.DueInThePast" or "Payment.DueInThePast" or "Opinion.DueInThePast" => Day,
            "Supplement.WhyAgainMissing" => WhyAgain,
            "Supplement.NothingAsked" => Items,
            "Payment.Amount" => Amount,
            "Opinion.OwnAgency" or "Dossier.LiesThereAlready" or "Dossier.NoSuchPlace" => Agency,
            "Dossier.NotAnOfficerHere" => Officer,
            "Deadline.ExtensionUnits" or "Deadline.ExtensionEarlier" => Units,
            "Subtask.Receiver" => At(Agency, refused.Details[0]),
            "Subtask.ContentMissing" => At(Words, refused.Details[0]),
            "Subtask.Days" => At(Units, refused.Details[0]),
            "Subtask.AfterDossier" => At(WhyLater, refused.Details[0]),
            "Subtask.Number" => Subtasks,
            "Result.NumberMissing" => ResultNumber,
            "Letter.Choose" => Letter,
            "Result.CollectorMissing" => Collector,
            "Result.TrackingMissing" => TrackingCode,
            "Result.OriginalsOpen" => Originals,
            _ => Whole,
        };
}
