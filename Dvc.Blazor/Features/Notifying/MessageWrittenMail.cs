using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>One side has written, the other hears of it; the words themselves stay on the page.</summary>
internal sealed class MessageWrittenMail(DossierPost post, OfficerPost office, MailedOfficerQuery officers) : IHandle<MessageWritten>
{
    public async Task HandleAsync(MessageWritten happened, Guid messageId, CancellationToken cancellationToken)
    {
        if (happened.IsFromApplicant)
        {
            await office.SendAsync(
                new News(messageId, NotificationKind.ApplicantWrote, happened.DossierId, happened.Number),
                await officers.WorkingOnAsync(happened.DossierId, cancellationToken),
                cancellationToken
            );
            return;
        }

        await post.SendAsync(
            messageId,
            happened.DossierId,
            NotificationKind.OfficeWrote,
            (dossier, _) => Task.FromResult(Say(dossier)),
            cancellationToken
        );
    }

    private static LetterWords Say(MailedDossier dossier) =>
        new(
            DossierPost.Say(NotifyingText.WrittenSubject, dossier.Number),
            DossierPost.Say(NotifyingText.WrittenHappened, dossier.OneStopName),
            NotifyingText.WrittenState,
            NotifyingText.WrittenNext
        );
}
