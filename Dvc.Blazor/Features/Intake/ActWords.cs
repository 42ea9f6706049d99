using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Intake;

/// <summary>How an act is named and what the applicant will be told of it.</summary>
internal sealed record ActWords(string Verb, string Title, string Text)
{
    public static ActWords Of(DossierAct act) =>
        act switch
        {
            DossierAct.Accept => new(IntakeText.Accept, IntakeText.AcceptTitle, IntakeText.AcceptText),
            DossierAct.Refuse => new(IntakeText.Refuse, IntakeText.RefuseTitle, IntakeText.RefuseText),
            DossierAct.StartProcessing => new(IntakeText.StartProcessing, IntakeText.StartProcessingTitle, IntakeText.StartProcessingText),
            DossierAct.Complete => new(IntakeText.Complete, IntakeText.CompleteTitle, IntakeText.CompleteText),
            _ => new(IntakeText.ReturnResult, IntakeText.ReturnResultTitle, IntakeText.ReturnResultText),
        };
}
