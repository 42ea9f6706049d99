using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Handling;

/// <summary>The key of each act. Acts that share one are never offered at the same time.</summary>
internal static class ActKeys
{
    public static string Of(DossierAct act) =>
        act switch
        {
            DossierAct.Accept => "T",
            DossierAct.RequestSupplement or DossierAct.DraftSupplement => "B",
            DossierAct.TakeSupplement => "N",
            DossierAct.Forward => "C",
            DossierAct.TakeBack or DossierAct.RecallResult => "L",
            DossierAct.RequestPayment => "P",
            DossierAct.ConfirmPayment => "X",
            DossierAct.CancelPayment or DossierAct.Complete => "H",
            DossierAct.AskOpinion => "Y",
            DossierAct.SubmitForApproval or DossierAct.Approve => "D",
            DossierAct.SendBack => "S",
            DossierAct.Extend => "G",
            DossierAct.Refuse or DossierAct.Discontinue => "Z",
            DossierAct.GiveSubtasks => "K",
            DossierAct.Resume or DossierAct.ReturnResult or DossierAct.ReturnAtOnce => "R",
            DossierAct.DraftLetter => "W",
            DossierAct.SubmitLetter => "U",
            DossierAct.ApproveLetter => "A",
            DossierAct.SendBackLetter => "E",
            DossierAct.GrantWithdrawal => "O",
            DossierAct.DeclineWithdrawal => "V",
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "Not an act."),
        };
}
