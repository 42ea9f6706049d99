using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The proof of paying has arrived: the applicant has it in writing, the office sees it waits.</summary>
internal sealed class PaymentProvedMail(DossierPost post, OfficerPost office, MailedOfficerQuery officers) : IHandle<PaymentProved>
{
    public async Task HandleAsync(PaymentProved happened, Guid messageId, CancellationToken cancellationToken)
    {
        await post.SendAsync(
            messageId,
            happened.DossierId,
            NotificationKind.PaymentReceived,
            (dossier, _) => Task.FromResult(Say(dossier)),
            cancellationToken
        );
        await office.SendAsync(
            new News(messageId, NotificationKind.ApplicantPaid, happened.DossierId, happened.Number),
            await officers.WorkingOnAsync(happened.DossierId, cancellationToken),
            cancellationToken
        );
    }

    private static LetterWords Say(MailedDossier dossier) =>
        new(
            DossierPost.Say(NotifyingText.ProvedSubject, dossier.Number),
            NotifyingText.ProvedHappened,
            NotifyingText.PaymentState,
            NotifyingText.ProvedNext
        );
}
