using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;
using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Any other passage of a dossier, with what it means for the applicant.</summary>
internal sealed class DossierStatusChangedMail(
    DossierPost post,
    OfficerPost office,
    MailedOfficerQuery officers,
    MailedPaymentQuery payments,
    OfficeLetterQuery letters
) : IHandle<DossierStatusChanged>
{
    public async Task HandleAsync(DossierStatusChanged happened, Guid messageId, CancellationToken cancellationToken)
    {
        await post.SendAsync(
            messageId,
            happened.DossierId,
            KindOf(happened),
            (dossier, stop) => SayAsync(dossier, happened, stop),
            cancellationToken
        );
        if (happened.To == WithdrawalRequested)
        {
            await office.SendAsync(
                new News(messageId, NotificationKind.ApplicantWithdraws, happened.DossierId, happened.Number),
                await officers.WorkingOnAsync(happened.DossierId, cancellationToken),
                cancellationToken
            );
        }
    }

    private static NotificationKind KindOf(DossierStatusChanged happened) =>
        happened.To switch
        {
            Accepted or InProgress or Submitted => NotificationKind.InProgress,
            AwaitingPayment => NotificationKind.PaymentRequested,
            WithdrawalRequested => NotificationKind.WithdrawalReceived,
            Discontinued => NotificationKind.Discontinued,
            Completed => NotificationKind.Completed,
            ResultReturned => NotificationKind.ResultReturned,
            _ => NotificationKind.Changed,
        };

    private async Task<LetterWords> SayAsync(MailedDossier dossier, DossierStatusChanged happened, CancellationToken cancellationToken)
    {
        var (state, meaning, next) = Words(happened, dossier.Delivery);
        return new LetterWords(
            DossierPost.Say(NotifyingText.ChangedSubject, dossier.Number, state),
            meaning,
            state,
            DossierPost.Say(next, dossier.OneStopName)
        )
        {
            // What is said on the way from hand to hand is for the colleague.
            Reason = happened is { From: Accepted, To: InProgress } || string.IsNullOrWhiteSpace(happened.Note) ? null : happened.Note,
            Facts = happened.To == AwaitingPayment ? await PaymentAsync(dossier.Id, cancellationToken) : [],
            Attachments =
                happened.To == Discontinued
                    ? DossierPost.Attached(await letters.NewestAsync(dossier.Id, OfficeLetterKind.Discontinuation, cancellationToken))
                    : [],
        };
    }

    private async Task<IReadOnlyList<LetterFact>> PaymentAsync(Guid dossierId, CancellationToken cancellationToken) =>
        await payments.RunAsync(dossierId, cancellationToken) is { } payment
            ?
            [
                new LetterFact(NotifyingText.Amount, ReceiptWords.Money(payment.Amount)),
                new LetterFact(NotifyingText.PayBy, ReceiptWords.Due(payment.DueAt)),
            ]
            : [];

    private static (string State, string Meaning, string Next) Words(DossierStatusChanged happened, ResultDelivery delivery) =>
        (happened.From, happened.To) switch
        {
            (AwaitingSupplement, Submitted) => (NotifyingText.SubmittedState, NotifyingText.TakenHappened, NotifyingText.TakenNext),
            (AwaitingSupplement, Accepted) => (NotifyingText.AcceptedState, NotifyingText.TakenHappened, NotifyingText.InProgressNext),
            (AwaitingSupplement, InProgress) => (NotifyingText.InProgressState, NotifyingText.TakenHappened, NotifyingText.InProgressNext),
            (AwaitingPayment, InProgress) => (NotifyingText.InProgressState, NotifyingText.PaidHappened, NotifyingText.InProgressNext),
            (Discontinued, InProgress) => (NotifyingText.InProgressState, NotifyingText.ResumedHappened, NotifyingText.InProgressNext),
            (ResultReturned, Completed) => (NotifyingText.CompletedState, NotifyingText.RecalledHappened, NotifyingText.RecalledNext),
            (_, InProgress) => (NotifyingText.InProgressState, NotifyingText.InProgressHappened, NotifyingText.InProgressNext),
            (_, AwaitingPayment) => (NotifyingText.PaymentState, NotifyingText.PaymentHappened, NotifyingText.PaymentNext),
            (_, WithdrawalRequested) => (NotifyingText.WithdrawalState, NotifyingText.WithdrawalHappened, NotifyingText.WithdrawalNext),
            (_, Discontinued) => (NotifyingText.DiscontinuedState, NotifyingText.DiscontinuedHappened, NotifyingText.DiscontinuedNext),
            (_, Completed) => (NotifyingText.CompletedState, NotifyingText.CompletedHappened, CompletedNext(delivery)),
            (_, ResultReturned) => (NotifyingText.ReturnedState, NotifyingText.ReturnedHappened, NotifyingText.ReturnedNext),
            _ => (NotifyingText.OtherState, NotifyingText.OtherHappened, NotifyingText.OtherNext),
        };

    private static string CompletedNext(ResultDelivery delivery) =>
        delivery switch
        {
            ResultDelivery.Post => NotifyingText.CompletedNextPost,
            ResultDelivery.Digital => NotifyingText.CompletedNextDigital,
            _ => NotifyingText.CompletedNextOneStop,
        };
}
