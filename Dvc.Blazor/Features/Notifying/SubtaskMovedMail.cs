using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Of a part of the work those hear who are to do it, of its taking and its end whoever leads; nobody of what the person did.</summary>
internal sealed class SubtaskMovedMail(OfficerPost post, MailedOfficerQuery officers) : IHandle<SubtaskMoved>
{
    public async Task HandleAsync(SubtaskMoved happened, Guid messageId, CancellationToken cancellationToken)
    {
        var isForLead = happened.Move is SubtaskMove.Taken or SubtaskMove.Done or SubtaskMove.Declined;
        var concerned = isForLead
            ? await officers.WorkingOnAsync(happened.DossierId, cancellationToken)
            : await officers.DoingAsync(happened.SubtaskId, cancellationToken);
        await post.SendAsync(
            new News(messageId, KindOf(happened.Move), happened.DossierId, happened.Number),
            [.. concerned.Where(o => o.Id != happened.ById)],
            cancellationToken
        );
    }

    private static NotificationKind KindOf(SubtaskMove move) =>
        move switch
        {
            SubtaskMove.Given => NotificationKind.SubtaskGiven,
            SubtaskMove.Taken => NotificationKind.SubtaskTaken,
            SubtaskMove.Done => NotificationKind.SubtaskDone,
            SubtaskMove.Declined => NotificationKind.SubtaskDeclined,
            SubtaskMove.Changed => NotificationKind.SubtaskChanged,
            SubtaskMove.Withdrawn => NotificationKind.SubtaskWithdrawn,
            _ => throw new ArgumentOutOfRangeException(nameof(move), move, "Not a move of a part of the work."),
        };
}
