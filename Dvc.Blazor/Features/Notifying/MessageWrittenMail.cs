using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The office has written; the words themselves stay on the page. What applicants write shows at the desk.</summary>
internal sealed class MessageWrittenMail(DossierPost post) : IHandle<MessageWritten>
{
    public Task HandleAsync(MessageWritten happened, Guid messageId, CancellationToken cancellationToken) =>
        happened.IsFromApplicant
            ? Task.CompletedTask
            : post.SendAsync(messageId, happened.DossierId, (dossier, _) => Task.FromResult(Say(dossier)), cancellationToken);

    private static LetterWords Say(MailedDossier dossier) =>
        new(
            DossierPost.Say(NotifyingText.WrittenSubject, dossier.Number),
            DossierPost.Say(NotifyingText.WrittenHappened, dossier.OneStopName),
            NotifyingText.WrittenState,
            NotifyingText.WrittenNext
        );
}
