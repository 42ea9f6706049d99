using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>A dossier has come to a place without an officer named: whoever works there hears of it.</summary>
internal sealed class DossierForwardedNews(OfficerPost post, MailedOfficerQuery officers) : IHandle<DossierForwarded>
{
    public async Task HandleAsync(DossierForwarded happened, Guid messageId, CancellationToken cancellationToken)
    {
        var there = await officers.WorkingAtAsync(happened.DossierId, happened.AgencyId, cancellationToken);
        await post.SendAsync(
            new News(messageId, NotificationKind.Forwarded, happened.DossierId, happened.Number),
            [.. there.Where(o => o.Id != happened.ById)],
            cancellationToken
        );
    }
}

/// <summary>Another agency has given its opinion: whoever asked hears of it.</summary>
internal sealed class OpinionGivenNews(OfficerPost post, MailedOfficerQuery officers) : IHandle<OpinionGiven>
{
    public async Task HandleAsync(OpinionGiven happened, Guid messageId, CancellationToken cancellationToken) =>
        await post.SendAsync(
            new News(messageId, NotificationKind.OpinionGiven, happened.DossierId, happened.Number),
            await officers.AskerAsync(happened.DossierId, happened.RequestId, cancellationToken),
            cancellationToken
        );
}

/// <summary>A note names officers: those of them who still see the dossier hear of it.</summary>
internal sealed class OfficersMentionedNews(OfficerPost post, MailedOfficerQuery officers) : IHandle<OfficersMentioned>
{
    public async Task HandleAsync(OfficersMentioned happened, Guid messageId, CancellationToken cancellationToken) =>
        await post.SendAsync(
            new News(messageId, NotificationKind.Mentioned, happened.DossierId, happened.Number),
            await officers.AmongAsync(happened.DossierId, [.. happened.Officers], cancellationToken),
            cancellationToken
        );
}
