using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>What the applicant sent has arrived: the applicant has it in writing, the office sees it waits.</summary>
internal sealed class SupplementAnsweredMail(DossierPost post, OfficerPost office, MailedOfficerQuery officers)
    : IHandle<SupplementAnswered>
{
    public async Task HandleAsync(SupplementAnswered happened, Guid messageId, CancellationToken cancellationToken)
    {
        await post.SendAsync(
            messageId,
            happened.DossierId,
            NotificationKind.SupplementReceived,
            (dossier, _) => Task.FromResult(Say(dossier)),
            cancellationToken
        );
        await office.SendAsync(
            new News(messageId, NotificationKind.ApplicantAnswered, happened.DossierId, happened.Number),
            await officers.WorkingOnAsync(happened.DossierId, cancellationToken),
            cancellationToken
        );
    }

    private static LetterWords Say(MailedDossier dossier) =>
        new(
            DossierPost.Say(NotifyingText.AnsweredSubject, dossier.Number),
            NotifyingText.AnsweredHappened,
            NotifyingText.SupplementState,
            DossierPost.Say(NotifyingText.AnsweredNext, dossier.OneStopName)
        );
}
