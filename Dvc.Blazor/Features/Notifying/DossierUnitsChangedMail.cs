using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Units were merged or split, and another one goes on with the dossier.</summary>
internal sealed class DossierUnitsChangedMail(DossierPost post) : IHandle<DossierUnitsChanged>
{
    public Task HandleAsync(DossierUnitsChanged happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(
            messageId,
            happened.DossierId,
            NotificationKind.UnitsChanged,
            (dossier, _) => Task.FromResult(Say(dossier, happened)),
            cancellationToken
        );

    private static LetterWords Say(MailedDossier dossier, DossierUnitsChanged happened) =>
        new(
            DossierPost.Say(NotifyingText.UnitsChangedSubject, dossier.Number),
            happened.Words,
            NotifyingText.UnitsChangedState,
            NotifyingText.UnitsChangedNext
        );
}
