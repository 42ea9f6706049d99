using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The office apologises and names a new date; form 04 goes with it.</summary>
internal sealed class DossierExtendedMail(DossierPost post, OfficeLetterQuery letters) : IHandle<DossierExtended>
{
    public Task HandleAsync(DossierExtended happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(
            messageId,
            happened.DossierId,
            NotificationKind.Extended,
            (dossier, stop) => SayAsync(dossier, happened, stop),
            cancellationToken
        );

    private async Task<LetterWords> SayAsync(MailedDossier dossier, DossierExtended happened, CancellationToken cancellationToken) =>
        new(
            DossierPost.Say(NotifyingText.ExtendedSubject, dossier.Number),
            DossierPost.Say(NotifyingText.ExtendedHappened, dossier.UnitName),
            NotifyingText.InProgressState,
            NotifyingText.InProgressNext
        )
        {
            Reason = happened.Reason,
            Facts = [new LetterFact(NotifyingText.NewDueDate, ReceiptWords.Due(happened.DueAt))],
            Attachments = DossierPost.Attached(await letters.NewestAsync(dossier.Id, OfficeLetterKind.Apology, cancellationToken)),
        };
}
