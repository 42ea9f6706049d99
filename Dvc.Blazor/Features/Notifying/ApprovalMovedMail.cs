using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Something was laid before the leaders, or came back to the examiner. Of a last approval of a result the applicant hears by the result, of a letter
/// the officer who can issue it.</summary>
internal sealed class ApprovalMovedMail(OfficerPost post, MailedOfficerQuery officers) : IHandle<ApprovalMoved>
{
    private static readonly OfficerRole[] Deciding = [OfficerRole.Approver];

    public async Task HandleAsync(ApprovalMoved happened, Guid messageId, CancellationToken cancellationToken)
    {
        switch (happened.Verdict)
        {
            case ApprovalVerdict.Submitted
            or ApprovalVerdict.Approved when await officers.DecidingAgencyAsync(happened.DossierId, cancellationToken) is { } agency:
                await TellAsync(
                    await officers.AtAsync(agency, Deciding, cancellationToken),
                    happened.Letter is null ? NotificationKind.ApprovalAwaited : NotificationKind.LetterAwaited
                );
                break;
            case ApprovalVerdict.Approved when happened.Letter is not null:
                await TellAsync(await officers.HolderAsync(happened.DossierId, null, cancellationToken), NotificationKind.LetterApproved);
                break;
            case ApprovalVerdict.SentBack:
                await TellAsync(
                    await officers.HolderAsync(happened.DossierId, null, cancellationToken),
                    happened.Letter is null ? NotificationKind.ApprovalSentBack : NotificationKind.LetterSentBack
                );
                break;
        }

        Task TellAsync(IReadOnlyList<MailedOfficer> to, NotificationKind kind) =>
            post.SendAsync(new News(messageId, kind, happened.DossierId, happened.Number), to, cancellationToken);
    }
}
