using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Another agency is asked for its opinion: its case officers and leaders hear of it.</summary>
internal sealed class OpinionAskedMail(OfficerPost post, MailedOfficerQuery officers) : IHandle<OpinionAsked>
{
    private static readonly OfficerRole[] Answering = [OfficerRole.CaseOfficer, OfficerRole.Approver];

    public async Task HandleAsync(OpinionAsked happened, Guid messageId, CancellationToken cancellationToken) =>
        await post.SendAsync(
            new News(messageId, NotificationKind.OpinionAsked, happened.DossierId, happened.Number),
            await officers.AtAsync(happened.AgencyId, Answering, cancellationToken),
            cancellationToken
        );
}
