using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The one-stop department does not take the dossier in, and says why.</summary>
internal sealed class DossierRefusedMail(DossierPost post) : IHandle<DossierRefused>
{
    public Task HandleAsync(DossierRefused happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(messageId, happened.DossierId, (dossier, _) => Task.FromResult(Say(dossier, happened)), cancellationToken);

    private static LetterWords Say(MailedDossier dossier, DossierRefused happened) =>
        new(
            DossierPost.Say(NotifyingText.RefusedSubject, dossier.Number),
            DossierPost.Say(NotifyingText.RefusedHappened, dossier.OneStopName),
            NotifyingText.RefusedState,
            DossierPost.Say(NotifyingText.RefusedNext, dossier.OneStopName)
        )
        {
            Reason = happened.Reason,
        };
}
