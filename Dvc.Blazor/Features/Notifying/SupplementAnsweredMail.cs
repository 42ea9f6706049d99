using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>What the applicant sent has arrived.</summary>
internal sealed class SupplementAnsweredMail(DossierPost post) : IHandle<SupplementAnswered>
{
    public Task HandleAsync(SupplementAnswered happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(messageId, happened.DossierId, (dossier, _) => Task.FromResult(Say(dossier)), cancellationToken);

    private static LetterWords Say(MailedDossier dossier) =>
        new(
            DossierPost.Say(NotifyingText.AnsweredSubject, dossier.Number),
            NotifyingText.AnsweredHappened,
            NotifyingText.SupplementState,
            DossierPost.Say(NotifyingText.AnsweredNext, dossier.OneStopName)
        );
}
