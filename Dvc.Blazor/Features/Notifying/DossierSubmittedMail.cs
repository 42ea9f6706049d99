using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The portal has received the dossier; the proof of filing goes with it.</summary>
internal sealed class DossierSubmittedMail(DossierPost post, ReceiptQuery receipts) : IHandle<DossierSubmitted>
{
    public Task HandleAsync(DossierSubmitted happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(messageId, happened.DossierId, NotificationKind.Submitted, SayAsync, cancellationToken);

    private async Task<LetterWords> SayAsync(MailedDossier dossier, CancellationToken cancellationToken)
    {
        var receipt = await receipts.RunAsync(dossier.Id, ReceiptKind.Submission, cancellationToken);
        return new LetterWords(
            DossierPost.Say(NotifyingText.SubmittedSubject, dossier.Number),
            DossierPost.Say(NotifyingText.SubmittedHappened, ReceiptWords.Moment(dossier.SubmittedAt)),
            NotifyingText.SubmittedState,
            DossierPost.Say(NotifyingText.SubmittedNext, dossier.OneStopName)
        )
        {
            Attachments = receipt is null ? [] : [DossierPost.Attached(receipt)],
        };
    }
}
