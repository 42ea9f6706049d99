using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Features.MyDossiers;

/// <summary>The passages of a dossier as its applicant is told of them.</summary>
internal static class MyPassages
{
    public static IEnumerable<Passage> Of(
        Dossier dossier,
        IEnumerable<ProcessingStep> steps,
        IReadOnlyDictionary<string, string> agencies
    ) =>
        steps
            .Where(DossierTimeline.IsTold)
            .Select(step => (Step: step, Handover: HandoverAt(dossier, step)))
            .Where(told => told.Handover?.TakenBackAt is null || told.Step.From != told.Step.To)
            .Select(told => new Passage(
                told.Step.To,
                told.Step.At,
                Officer(told.Step, agencies),
                told.Step.Act == DossierAct.Forward || DossierTimeline.IsNewUnit(told.Step) ? null : told.Step.Note
            )
            {
                From = told.Step.From,
                Act = told.Step.Act,
                AtCounter = DossierTimeline.IsCounterFiling(told.Step),
                IsNewUnit = DossierTimeline.IsNewUnit(told.Step),
                Place = told.Handover is { } handover ? agencies.GetValueOrDefault(handover.ToAgencyId, handover.ToAgencyId) : null,
                More = MoreOf(dossier, told.Step),
            });

    private static Handover? HandoverAt(Dossier dossier, ProcessingStep step) =>
        step.Act == DossierAct.Forward ? dossier.Handovers.FirstOrDefault(h => h.At == step.At) : null;

    private static string? MoreOf(Dossier dossier, ProcessingStep step) =>
        step.Act switch
        {
            null when DossierTimeline.IsNewUnit(step) => step.Note,
            null when DossierTimeline.IsCounterFiling(step) => dossier.Consent == ConsentWay.Slip
                ? DossierText.AgreedBySlip
                : DossierText.AgreedByCode,
            DossierAct.RequestSupplement when dossier.Stops.Any(s => s.From == step.At) => DossierText.ClockPaused,
            DossierAct.RequestPayment when dossier.Stops.Any(s => s.From == step.At) => DossierText.ClockPausedForPayment,
            DossierAct.Extend when DueNamedBy(dossier, step) is { } due => Say.With(DossierText.NewDue, When.LongDay(due)),
            DossierAct.ReturnResult when dossier.Returns.FirstOrDefault(r => r.At == step.At)?.TrackingCode is { } code => Say.With(
                DossierText.PostalNumber,
                code
            ),
            _ => null,
        };

    private static DateTime? DueNamedBy(Dossier dossier, ProcessingStep step) =>
        dossier.Letters.FirstOrDefault(l => l.IssuedAt == step.At)?.DueNow ?? dossier.DueAt;

    // The applicant knows who he is; of officers, name and agency.
    private static string? Officer(ProcessingStep step, IReadOnlyDictionary<string, string> agencies) =>
        step.ActorKind != ActorKind.Officer ? null
        : step.AgencyId is { } agency && agencies.TryGetValue(agency, out var name) ? $"{step.ActorName}, {name}"
        : step.ActorName;
}
