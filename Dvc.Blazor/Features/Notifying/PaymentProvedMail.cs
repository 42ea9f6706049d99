using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The proof of paying has arrived.</summary>
internal sealed class PaymentProvedMail(DossierPost post) : IHandle<PaymentProved>
{
    public Task HandleAsync(PaymentProved happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(messageId, happened.DossierId, (dossier, _) => Task.FromResult(Say(dossier)), cancellationToken);

    private static LetterWords Say(MailedDossier dossier) =>
        new(
            DossierPost.Say(NotifyingText.ProvedSubject, dossier.Number),
            NotifyingText.ProvedHappened,
            NotifyingText.PaymentState,
            NotifyingText.ProvedNext
        );
}
