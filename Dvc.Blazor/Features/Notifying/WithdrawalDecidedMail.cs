using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The office has decided on the wish to withdraw.</summary>
internal sealed class WithdrawalDecidedMail(DossierPost post) : IHandle<WithdrawalDecided>
{
    public Task HandleAsync(WithdrawalDecided happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(
            messageId,
            happened.DossierId,
            happened.IsGranted ? NotificationKind.WithdrawalGranted : NotificationKind.WithdrawalDeclined,
            (dossier, _) => Task.FromResult(Say(dossier, happened)),
            cancellationToken
        );

    private static LetterWords Say(MailedDossier dossier, WithdrawalDecided happened) =>
        happened.IsGranted
            ? new LetterWords(
                DossierPost.Say(NotifyingText.GrantedSubject, dossier.Number),
                DossierPost.Say(NotifyingText.GrantedHappened, dossier.OneStopName),
                NotifyingText.GrantedState,
                NotifyingText.GrantedNext
            )
            : new LetterWords(
                DossierPost.Say(NotifyingText.DeclinedSubject, dossier.Number),
                DossierPost.Say(NotifyingText.DeclinedHappened, dossier.OneStopName),
                NotifyingText.DeclinedState,
                NotifyingText.DeclinedNext
            )
            {
                Reason = happened.Reason,
            };
}
