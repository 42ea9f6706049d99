using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The one-stop department has taken the dossier in; form 01 with the appointed date goes with it.</summary>
internal sealed class DossierAcceptedMail(DossierPost post, ReceiptQuery receipts) : IHandle<DossierAccepted>
{
    public Task HandleAsync(DossierAccepted happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(messageId, happened.DossierId, NotificationKind.Accepted, SayAsync, cancellationToken);

    private async Task<LetterWords> SayAsync(MailedDossier dossier, CancellationToken cancellationToken)
    {
        var receipt = await receipts.RunAsync(dossier.Id, ReceiptKind.Acceptance, cancellationToken);
        var due = receipt?.DueDate is { } day ? ReceiptWords.Due(day, receipt.DueTime) : NotifyingText.NoDueDate;
        return new LetterWords(
            DossierPost.Say(NotifyingText.AcceptedSubject, dossier.Number),
            DossierPost.Say(NotifyingText.AcceptedHappened, dossier.OneStopName),
            NotifyingText.AcceptedState,
            NotifyingText.AcceptedNext
        )
        {
            Facts = [new LetterFact(NotifyingText.DueDate, due)],
            Attachments = receipt is null ? [] : [DossierPost.Attached(receipt)],
        };
    }
}
