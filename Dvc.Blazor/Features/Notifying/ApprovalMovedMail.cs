using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Something was laid before the leaders, or came back to the examiner. Of a last approval the applicant hears by the result.</summary>
internal sealed class ApprovalMovedMail(OfficerPost post, MailedOfficerQuery officers) : IHandle<ApprovalMoved>
{
    private static readonly OfficerRole[] Deciding = [OfficerRole.Approver];

    public async Task HandleAsync(ApprovalMoved happened, Guid messageId, CancellationToken cancellationToken)
    {
        switch (happened.Verdict)
        {
            case ApprovalVerdict.Submitted
            or ApprovalVerdict.Approved when await officers.DecidingAgencyAsync(happened.DossierId, cancellationToken) is { } agency:
                await TellAsync(await officers.AtAsync(agency, Deciding, cancellationToken), NotificationKind.ApprovalAwaited);
                break;
            case ApprovalVerdict.SentBack:
                await TellAsync(await officers.HolderAsync(happened.DossierId, null, cancellationToken), NotificationKind.ApprovalSentBack);
                break;
        }

        Task TellAsync(IReadOnlyList<MailedOfficer> to, NotificationKind kind) =>
            post.SendAsync(new News(messageId, kind, happened.DossierId, happened.Number), to, cancellationToken);
    }
}
