using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;

namespace Dvc.Blazor.Features.Submission;

/// <summary>How far a draft is, step by step.</summary>
/// <param name="Units">The units that take dossiers of the procedure.</param>
public sealed record WizardProgress(DraftView Draft, FormState State, IReadOnlyList<ServingUnit> Units)
{
    /// <summary>The unit chosen, as far as it still takes dossiers of the procedure.</summary>
    public ServingUnit? Unit => Units.FirstOrDefault(unit => unit.Unit.Id == Draft.UnitId);

    /// <summary>Papers asked for with the present answers, in the order of the procedure.</summary>
    public IEnumerable<PaperState> Papers => State.Papers.Where(paper => paper.Asked);

    public IEnumerable<string> MissingPapers =>
        Papers.Where(paper => paper.Required && Draft.Papers.All(file => file.ComponentCode != paper.Code)).Select(paper => paper.Code);

    /// <summary>Whether nothing is missing at a step.</summary>
    public bool IsDone(string step) =>
        step switch
        {
            WizardSteps.Unit => Unit is not null,
            WizardSteps.Papers => !MissingPapers.Any(),
            _ => FormStepOf(step) is { } form && State.IsStepComplete(form),
        };

    /// <summary>The step itself, or the first one before it that has to be finished first. Papers may still be missing on the way; only filing needs them all.</summary>
    public string Reachable(string step) =>
        WizardSteps.All.TakeWhile(before => before != step).FirstOrDefault(before => before != WizardSteps.Papers && !IsDone(before))
        ?? step;

    /// <summary>The steps for the list beside the form.</summary>
    public IReadOnlyList<WizardStep> Steps() =>
        [
            .. WizardSteps.All.Select(step =>
            {
                var open = Reachable(step) == step;
                var done = open && IsDone(step);
                return new WizardStep(TitleOf(step), open ? Address(step) : null, done, done ? NoteOf(step) : null);
            }),
        ];

    public string Address(string step) => Draft.Address(step);

    public static string TitleOf(string step) =>
        step switch
        {
            WizardSteps.Unit => SubmissionText.StepUnit,
            WizardSteps.Applicant => SubmissionText.StepApplicant,
            WizardSteps.Form => SubmissionText.StepForm,
            WizardSteps.Papers => SubmissionText.StepPapers,
            WizardSteps.Delivery => SubmissionText.StepDelivery,
            _ => SubmissionText.StepReview,
        };

    /// <summary>The part of the form that a step shows; null for steps that are no form.</summary>
    public static FormStep? FormStepOf(string step) =>
        step switch
        {
            WizardSteps.Applicant => FormStep.Applicant,
            WizardSteps.Form => FormStep.Form,
            WizardSteps.Delivery => FormStep.ResultDelivery,
            _ => null,
        };

    public static string? Next(string step) => WizardSteps.All.SkipWhile(s => s != step).Skip(1).FirstOrDefault();

    public static string? Previous(string step) => WizardSteps.All.TakeWhile(s => s != step).LastOrDefault();

    private string? NoteOf(string step) =>
        step switch
        {
            WizardSteps.Unit => Unit?.Unit.Name,
            WizardSteps.Applicant => Words("nop_ho_ten"),
            WizardSteps.Papers when Draft.Papers.Count > 0 => Say.With(SubmissionText.FilesAttached, Draft.Papers.Count),
            WizardSteps.Delivery => Words("nhan_hinh_thuc"),
            _ => null,
        };

    private string? Words(string key) => State[key] is { } field && AnswerWords.Of(field) is { Length: > 0 } words ? words : null;
}
