using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The working calendar has changed and the due date with it.</summary>
internal sealed class DueDateMovedMail(DossierPost post) : IHandle<DueDateMoved>
{
    public Task HandleAsync(DueDateMoved happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(
            messageId,
            happened.DossierId,
            NotificationKind.DueMoved,
            (dossier, _) => Task.FromResult(Say(dossier, happened)),
            cancellationToken
        );

    private static LetterWords Say(MailedDossier dossier, DueDateMoved happened) =>
        new(
            DossierPost.Say(NotifyingText.DueMovedSubject, dossier.Number),
            NotifyingText.DueMovedHappened,
            NotifyingText.InProgressState,
            NotifyingText.InProgressNext
        )
        {
            Reason = happened.Reason,
            Facts =
            [
                new LetterFact(NotifyingText.OldDueDate, ReceiptWords.Due(happened.Was)),
                new LetterFact(NotifyingText.NewDueDate, ReceiptWords.Due(happened.DueAt)),
            ],
        };
}
