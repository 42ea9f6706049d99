using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Outbox;
using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Any other passage of a dossier, with what it means for the applicant.</summary>
internal sealed class DossierStatusChangedMail(DossierPost post) : IHandle<DossierStatusChanged>
{
    public Task HandleAsync(DossierStatusChanged happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(messageId, happened.DossierId, (dossier, _) => Task.FromResult(Say(dossier, happened)), cancellationToken);

    private static LetterWords Say(MailedDossier dossier, DossierStatusChanged happened)
    {
        var (state, meaning, next) = Words(happened.To, dossier.Delivery);
        return new LetterWords(
            DossierPost.Say(NotifyingText.ChangedSubject, dossier.Number, state),
            meaning,
            state,
            DossierPost.Say(next, dossier.OneStopName)
        )
        {
            Reason = happened.Note,
        };
    }

    private static (string State, string Meaning, string Next) Words(DossierStatus status, ResultDelivery delivery) =>
        status switch
        {
            InProgress => (NotifyingText.InProgressState, NotifyingText.InProgressHappened, NotifyingText.InProgressNext),
            AwaitingSupplement => (NotifyingText.SupplementState, NotifyingText.SupplementHappened, NotifyingText.SupplementNext),
            AwaitingPayment => (NotifyingText.PaymentState, NotifyingText.PaymentHappened, NotifyingText.PaymentNext),
            WithdrawalRequested => (NotifyingText.WithdrawalState, NotifyingText.WithdrawalHappened, NotifyingText.WithdrawalNext),
            Discontinued => (NotifyingText.DiscontinuedState, NotifyingText.DiscontinuedHappened, NotifyingText.DiscontinuedNext),
            Completed => (NotifyingText.CompletedState, NotifyingText.CompletedHappened, CompletedNext(delivery)),
            ResultReturned => (NotifyingText.ReturnedState, NotifyingText.ReturnedHappened, NotifyingText.ReturnedNext),
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
