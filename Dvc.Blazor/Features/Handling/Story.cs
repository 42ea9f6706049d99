using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Features.Handling;

/// <summary>Everything that happened around a dossier in one line of time, the newest first: passages, handovers, supplements, calls, messages, opinions.</summary>
internal static class Story
{
    public static IReadOnlyList<StoryLine> Of(OfficerDossier view) =>
        [
            .. Passages(view)
                .Concat(Handovers(view))
                .Concat(Supplements(view.Dossier))
                .Concat(Contacts(view.Dossier))
                .Concat(Opinions(view))
                .Concat(Subtasks(view))
                .OrderByDescending(line => line.At),
        ];

    // Steps of one moment keep their order: they are handed over newest first, and the sort is stable.
    private static IEnumerable<StoryLine> Passages(OfficerDossier view) =>
        view.Dossier.Steps.OrderByDescending(s => s.Ordinal).Select(step => Passage(view, step));

    private static StoryLine Passage(OfficerDossier view, ProcessingStep step)
    {
        var look = StatusLook.Of(step.To);
        var title =
            step.Act is { } act ? ActWords.Of(act).Verb
            : DossierTimeline.IsNewUnit(step) ? DossierText.NewUnit
            : step.From != step.To ? look.Name
            : step.To == DossierStatus.AwaitingPayment ? HandlingText.StoryProof
            : HandlingText.StoryAnswered;
        return new StoryLine(
            step.At,
            step.Act is { } done ? ActWords.IconOf(done) : look.Icon,
            step.From == step.To || step.Act is null ? title : Say.With(HandlingText.StoryPassage, title, look.Name),
            step.ActorName,
            Together(step.Note, Detail(view, step))
        );
    }

    private static string? Detail(OfficerDossier view, ProcessingStep step)
    {
        var dossier = view.Dossier;
        return step.Act switch
        {
            null when DossierTimeline.IsCounterFiling(step) =>
                $"{DossierText.FiledAtCounter}. {(dossier.Consent == ConsentWay.Slip ? DossierText.ApplicantAgreedBySlip : DossierText.ApplicantAgreedByCode)}",
            DossierAct.Forward => dossier.Handovers.FirstOrDefault(h => h.At == step.At) is { } handover
                ? Say.With(HandlingText.StoryTo, string.Join(", ", Given(view.AgencyName(handover.ToAgencyId), handover.ToOfficerName)))
                : null,
            DossierAct.SubmitLetter or DossierAct.ApproveLetter or DossierAct.SendBackLetter => dossier.Approvals.FirstOrDefault(a =>
                a.At == step.At && a.Letter is not null
            )
                is { } about
                ? Together(OfficeLetter.NameOf(about.Letter!.Value), about.Words)
                : null,
            DossierAct.SubmitForApproval or DossierAct.Approve or DossierAct.SendBack => dossier
                .Approvals.FirstOrDefault(a => a.At == step.At)
                ?.Words,
            DossierAct.RequestPayment => dossier.Obligations.FirstOrDefault(o => o.AskedAt == step.At) is { } owed
                ? Money.Of(owed.Amount)
                : null,
            DossierAct.RequestSupplement => dossier.Supplements.FirstOrDefault(s => s.SentAt == step.At) is { } asked
                ? Say.With(HandlingText.StoryItems, asked.Items.Count)
                : null,
            DossierAct.GiveSubtasks => string.Join(
                "\n",
                view.Subtasks.Select(s => s.Subtask)
                    .Where(s => s.GivenAt == step.At && s.LinkedProcedure is null)
                    .Select(s => Say.With(HandlingText.StoryPart, s.Ordinal, view.AgencyName(s.AgencyId), When.Moment(s.DueAt), s.Content))
            ),
            DossierAct.ReturnResult or DossierAct.ReturnAtOnce => dossier.Returns.FirstOrDefault(r => r.At == step.At) is { } returned
                ? string.Join(" · ", Given(returned.ResultNumber, returned.Collector, returned.Authority, returned.TrackingCode))
                : null,
            _ => null,
        };
    }

    private static IEnumerable<StoryLine> Handovers(OfficerDossier view) =>
        view
            .Dossier.Handovers.Where(h => h.OpenedAt is not null)
            .Select(h => new StoryLine(
                h.OpenedAt!.Value,
                "inbox",
                Say.With(HandlingText.StoryOpened, view.AgencyName(h.ToAgencyId)),
                h.OpenedBy ?? ""
            ));

    private static IEnumerable<StoryLine> Supplements(Dossier dossier) =>
        dossier
            .Supplements.Where(s => s.State == SupplementState.Drafted)
            .Select(s => new StoryLine(
                s.DraftedAt,
                "pen",
                ActWords.Of(DossierAct.DraftSupplement).Verb,
                s.DraftedBy,
                Say.With(HandlingText.StoryItems, s.Items.Count)
            ));

    private static IEnumerable<StoryLine> Contacts(Dossier dossier) =>
        dossier
            .Calls.Select(c => new StoryLine(
                c.At,
                "phone",
                c.Reached ? HandlingText.CallReached : HandlingText.CallMissed,
                c.ByName,
                c.Words
            ))
            .Concat(
                dossier.Messages.Select(m => new StoryLine(
                    m.At,
                    "mail",
                    m.IsFromApplicant ? HandlingText.StoryWritten : HandlingText.StoryWroteBack,
                    m.ByName,
                    m.Words
                ))
            );

    private static IEnumerable<StoryLine> Opinions(OfficerDossier view) =>
        view.Opinions.SelectMany(o =>
        {
            var (request, agency) = (o.Request, view.AgencyName(o.Request.AgencyId));
            StoryLine?[] lines =
            [
                request.AnsweredAt is { } at
                    ? new StoryLine(at, "chat", Say.With(HandlingText.StoryOpinion, agency), request.AnsweredBy ?? "", o.Answer)
                    : null,
                request.WithdrawnAt is { } gone
                    ? new StoryLine(gone, "undo", Say.With(HandlingText.StoryOpinionWithdrawn, agency), "")
                    : null,
            ];
            return lines.OfType<StoryLine>();
        });

    private static IEnumerable<StoryLine> Subtasks(OfficerDossier view) =>
        view.Subtasks.SelectMany(s =>
        {
            var (part, agency) = (s.Subtask, view.AgencyName(s.Subtask.AgencyId));
            StoryLine?[] lines =
            [
                part.LinkedProcedure is { } procedure
                    ? Line(part.GivenAt, "list", HandlingText.StoryLinked, part.GivenBy, Together(procedure, part.Content))
                    : null,
                part.TakenAt is { } taken
                    ? Line(taken, "inbox", part.NeedsReceipt ? HandlingText.StoryReceived : HandlingText.StoryTaken, part.TakenBy)
                    : null,
                part.ChangedAt is { } changed
                    ? Line(changed, "pen", HandlingText.StorySubtaskChanged, part.ChangedBy, part.WhyChanged)
                    : null,
                part.EndedAt is { } ended
                    ? Line(ended, EndOf(part).Icon, EndOf(part).Text, part.EndedBy, Together(part.Answer, part.ResultNumber))
                    : null,
            ];
            return lines.OfType<StoryLine>();

            StoryLine Line(DateTime at, string icon, string title, string? by, string? text = null) =>
                new(at, icon, Say.With(title, part.Ordinal, agency), by ?? "", text);
        });

    private static (string Icon, string Text) EndOf(Subtask part) =>
        part.State switch
        {
            SubtaskState.Done => ("check", HandlingText.StorySubtaskDone),
            SubtaskState.Declined => ("ban", HandlingText.StorySubtaskDeclined),
            _ => ("undo", HandlingText.StorySubtaskWithdrawn),
        };

    private static IEnumerable<string> Given(params string?[] parts) => parts.Where(p => !string.IsNullOrEmpty(p))!;

    private static string? Together(params string?[] parts) => string.Join("\n", Given(parts)) is { Length: > 0 } text ? text : null;
}
