using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Handling;

/// <summary>How an act is named and what the applicant will be told of it.</summary>
internal sealed record ActWords(string Verb, string Title, string Text)
{
    public static ActWords Of(DossierAct act) =>
        act switch
        {
            DossierAct.Accept => new(HandlingText.Accept, HandlingText.AcceptTitle, HandlingText.AcceptText),
            DossierAct.Refuse => new(HandlingText.Refuse, HandlingText.RefuseTitle, HandlingText.RefuseText),
            DossierAct.RequestSupplement => new(
                HandlingText.RequestSupplement,
                HandlingText.RequestSupplementTitle,
                HandlingText.RequestSupplementText
            ),
            DossierAct.DraftSupplement => new(
                HandlingText.DraftSupplement,
                HandlingText.DraftSupplementTitle,
                HandlingText.DraftSupplementText
            ),
            DossierAct.TakeSupplement => new(
                HandlingText.TakeSupplement,
                HandlingText.TakeSupplementTitle,
                HandlingText.TakeSupplementText
            ),
            DossierAct.Forward => new(HandlingText.Forward, HandlingText.ForwardTitle, HandlingText.ForwardText),
            DossierAct.TakeBack => new(HandlingText.TakeBack, HandlingText.TakeBackTitle, HandlingText.TakeBackText),
            DossierAct.RequestPayment => new(
                HandlingText.RequestPayment,
                HandlingText.RequestPaymentTitle,
                HandlingText.RequestPaymentText
            ),
            DossierAct.ConfirmPayment => new(
                HandlingText.ConfirmPayment,
                HandlingText.ConfirmPaymentTitle,
                HandlingText.ConfirmPaymentText
            ),
            DossierAct.CancelPayment => new(HandlingText.CancelPayment, HandlingText.CancelPaymentTitle, HandlingText.CancelPaymentText),
            DossierAct.AskOpinion => new(HandlingText.AskOpinion, HandlingText.AskOpinionTitle, HandlingText.AskOpinionText),
            DossierAct.GiveSubtasks => new(HandlingText.GiveSubtasks, HandlingText.GiveSubtasksTitle, HandlingText.GiveSubtasksText),
            DossierAct.ReturnAtOnce => new(HandlingText.ReturnAtOnce, HandlingText.ReturnAtOnceTitle, HandlingText.ReturnAtOnceText),
            DossierAct.SubmitForApproval => new(
                HandlingText.SubmitForApproval,
                HandlingText.SubmitForApprovalTitle,
                HandlingText.SubmitForApprovalText
            ),
            DossierAct.Approve => new(HandlingText.Approve, HandlingText.ApproveTitle, HandlingText.ApproveText),
            DossierAct.SendBack => new(HandlingText.SendBack, HandlingText.SendBackTitle, HandlingText.SendBackText),
            DossierAct.Extend => new(HandlingText.Extend, HandlingText.ExtendTitle, HandlingText.ExtendText),
            DossierAct.Discontinue => new(HandlingText.Discontinue, HandlingText.DiscontinueTitle, HandlingText.DiscontinueText),
            DossierAct.Resume => new(HandlingText.Resume, HandlingText.ResumeTitle, HandlingText.ResumeText),
            DossierAct.GrantWithdrawal => new(
                HandlingText.GrantWithdrawal,
                HandlingText.GrantWithdrawalTitle,
                HandlingText.GrantWithdrawalText
            ),
            DossierAct.DeclineWithdrawal => new(
                HandlingText.DeclineWithdrawal,
                HandlingText.DeclineWithdrawalTitle,
                HandlingText.DeclineWithdrawalText
            ),
            DossierAct.Complete => new(HandlingText.Complete, HandlingText.CompleteTitle, HandlingText.CompleteText),
            DossierAct.ReturnResult => new(HandlingText.ReturnResult, HandlingText.ReturnResultTitle, HandlingText.ReturnResultText),
            DossierAct.RecallResult => new(HandlingText.RecallResult, HandlingText.RecallResultTitle, HandlingText.RecallResultText),
            DossierAct.DraftLetter => new(HandlingText.DraftLetter, HandlingText.DraftLetterTitle, HandlingText.DraftLetterText),
            DossierAct.SubmitLetter => new(HandlingText.SubmitLetter, HandlingText.SubmitLetterTitle, HandlingText.SubmitLetterText),
            DossierAct.ApproveLetter => new(HandlingText.ApproveLetter, HandlingText.ApproveLetterTitle, HandlingText.ApproveLetterText),
            DossierAct.SendBackLetter => new(
                HandlingText.SendBackLetter,
                HandlingText.SendBackLetterTitle,
                HandlingText.SendBackLetterText
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "Not an act."),
        };

    /// <summary>Whether it ends the dossier against the applicant's wish.</summary>
    public static bool IsGrave(DossierAct act) => act is DossierAct.Refuse or DossierAct.Discontinue;

    /// <summary>The drawing on its button.</summary>
    public static string IconOf(DossierAct act) =>
        act switch
        {
            DossierAct.Accept or DossierAct.Approve or DossierAct.ApproveLetter or DossierAct.GrantWithdrawal => "okc",
            DossierAct.RequestSupplement or DossierAct.DraftSupplement => "filep",
            DossierAct.TakeSupplement or DossierAct.Complete => "check",
            DossierAct.Forward => "fwd",
            DossierAct.TakeBack or DossierAct.RecallResult or DossierAct.SendBack or DossierAct.SendBackLetter => "undo",
            DossierAct.RequestPayment or DossierAct.ConfirmPayment or DossierAct.CancelPayment => "coin",
            DossierAct.AskOpinion => "users",
            DossierAct.SubmitForApproval or DossierAct.SubmitLetter => "up",
            DossierAct.DraftLetter => "pen",
            DossierAct.Extend => "clock",
            DossierAct.Discontinue => "stop",
            DossierAct.Resume => "redo",
            DossierAct.GiveSubtasks => "list",
            DossierAct.ReturnResult or DossierAct.ReturnAtOnce => "hand",
            _ => "ban",
        };
}
