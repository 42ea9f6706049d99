using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Reminds the applicant of what waits for the person.</summary>
internal sealed class ApplicantRemindedMail(DossierPost post) : IHandle<ApplicantReminded>
{
    public Task HandleAsync(ApplicantReminded happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(
            messageId,
            happened.DossierId,
            KindOf(happened.What),
            (dossier, _) => Task.FromResult(Say(dossier, happened)),
            cancellationToken
        );

    private static NotificationKind KindOf(ReminderKind what) =>
        what switch
        {
            ReminderKind.SupplementSoon or ReminderKind.SupplementOver => NotificationKind.SupplementReminded,
            ReminderKind.PaymentSoon or ReminderKind.PaymentOver => NotificationKind.PaymentReminded,
            _ => NotificationKind.CollectReminded,
        };

    private static LetterWords Say(MailedDossier dossier, ApplicantReminded reminded)
    {
        var (subject, meaning, state, next) = Words(reminded.What);
        return new LetterWords(DossierPost.Say(subject, dossier.Number), meaning, state, DossierPost.Say(next, dossier.OneStopName))
        {
            Facts =
            [
                new LetterFact(
                    reminded.What == ReminderKind.NotCollected ? NotifyingText.RemindSince : NotifyingText.RemindLimit,
                    When.Moment(reminded.LimitAt)
                ),
            ],
        };
    }

    private static (string Subject, string Meaning, string State, string Next) Words(ReminderKind what) =>
        what switch
        {
            ReminderKind.SupplementSoon => (
                NotifyingText.RemindSupplementSoonSubject,
                NotifyingText.RemindSupplementSoonHappened,
                NotifyingText.SupplementState,
                NotifyingText.RemindSupplementNext
            ),
            ReminderKind.SupplementOver => (
                NotifyingText.RemindSupplementOverSubject,
                NotifyingText.RemindSupplementOverHappened,
                NotifyingText.SupplementState,
                NotifyingText.RemindSupplementNext
            ),
            ReminderKind.PaymentSoon => (
                NotifyingText.RemindPaymentSoonSubject,
                NotifyingText.RemindPaymentSoonHappened,
                NotifyingText.PaymentState,
                NotifyingText.RemindPaymentNext
            ),
            ReminderKind.PaymentOver => (
                NotifyingText.RemindPaymentOverSubject,
                NotifyingText.RemindPaymentOverHappened,
                NotifyingText.PaymentState,
                NotifyingText.RemindPaymentNext
            ),
            _ => (
                NotifyingText.RemindCollectSubject,
                NotifyingText.RemindCollectHappened,
                NotifyingText.CompletedState,
                NotifyingText.RemindCollectNext
            ),
        };
}
