using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>A dossier was given to an officer.</summary>
internal sealed class DossierAssignedMail(OfficerPost post, MailedOfficerQuery officers) : IHandle<DossierAssigned>
{
    public async Task HandleAsync(DossierAssigned happened, Guid messageId, CancellationToken cancellationToken) =>
        await post.SendAsync(
            new News(messageId, NotificationKind.Assigned, happened.DossierId, happened.Number),
            await officers.HolderAsync(happened.DossierId, happened.OfficerId, cancellationToken),
            cancellationToken
        );
}
