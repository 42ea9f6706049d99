using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The one-stop department does not take the dossier in, and says why; form 03 goes with it.</summary>
internal sealed class DossierRefusedMail(DossierPost post, OfficeLetterQuery letters) : IHandle<DossierRefused>
{
    public Task HandleAsync(DossierRefused happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(
            messageId,
            happened.DossierId,
            NotificationKind.Refused,
            (dossier, stop) => SayAsync(dossier, happened, stop),
            cancellationToken
        );

    private async Task<LetterWords> SayAsync(MailedDossier dossier, DossierRefused happened, CancellationToken cancellationToken) =>
        new(
            DossierPost.Say(NotifyingText.RefusedSubject, dossier.Number),
            DossierPost.Say(NotifyingText.RefusedHappened, dossier.OneStopName),
            NotifyingText.RefusedState,
            DossierPost.Say(NotifyingText.RefusedNext, dossier.OneStopName)
        )
        {
            Reason = happened.Reason,
            Attachments = DossierPost.Attached(await letters.NewestAsync(dossier.Id, OfficeLetterKind.Refusal, cancellationToken)),
        };
}
