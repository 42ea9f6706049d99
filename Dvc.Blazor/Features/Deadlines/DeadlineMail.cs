using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Deadlines;

/// <summary>Tells one officer of a mark, by a mail as far as the officer wants that: the number and the way to the dossier, nothing of the applicant.</summary>
internal sealed class DeadlineMail(
    DvcDatabase database,
    Officers officers,
    NotificationLedger ledger,
    LetterWriter writer,
    IMailSender mails,
    PortalLinks links
) : IHandle<DeadlineNoticed>
{
    public async Task HandleAsync(DeadlineNoticed happened, Guid messageId, CancellationToken cancellationToken)
    {
        var (name, email) = await database.ReadAsync(db => WhoAsync(db, happened.OfficerId, cancellationToken), cancellationToken);
        // Who is no officer any more is not told of dossiers.
        if (name is null)
        {
            return;
        }

        var news = new News(messageId, KindOf(happened.Mark), happened.DossierId, happened.Number);
        var byMail = await ledger.RecordAsync(news, [happened.OfficerId], cancellationToken);
        if (string.IsNullOrWhiteSpace(email) || !byMail.Contains(happened.OfficerId))
        {
            return;
        }

        var words = DeadlineWords.Of(happened.Mark);
        var letter = new Letter
        {
            Subject = Say.With(DeadlinesText.MailSubject, happened.Number, words),
            ToName = name,
            Happened = Say.With(DeadlinesText.MailHappened, happened.Number, words),
            Next = DeadlinesText.MailNext,
            Facts =
            [
                new LetterFact(DeadlinesText.Number, happened.Number),
                new LetterFact(DeadlinesText.Limit, When.Moment(happened.LimitAt)),
            ],
            Link = new LetterLink(DeadlinesText.Open, new Uri(links.Root, $"mot-cua/ho-so/{Uri.EscapeDataString(happened.Number)}")),
        };
        await mails.SendAsync(
            new MailMessage(messageId, email, name, letter.Subject, await writer.HtmlAsync(letter), writer.Text(letter), []),
            cancellationToken
        );
    }

    private static NotificationKind KindOf(DeadlineMark mark) =>
        mark switch
        {
            DeadlineMark.Half => NotificationKind.DeadlineHalf,
            DeadlineMark.FourFifths => NotificationKind.DeadlineFourFifths,
            DeadlineMark.Due => NotificationKind.DeadlineToday,
            DeadlineMark.SupplementOverdue => NotificationKind.SupplementOverdue,
            DeadlineMark.PaymentOverdue => NotificationKind.PaymentOverdue,
            DeadlineMark.OpinionOverdue => NotificationKind.OpinionOverdue,
            DeadlineMark.SubtaskOverdue => NotificationKind.SubtaskOverdue,
            DeadlineMark.NotCollected => NotificationKind.NotCollected,
            DeadlineMark.ApologyDrafted => NotificationKind.ApologyDrafted,
            DeadlineMark.SupplementProposed or DeadlineMark.PaymentProposed => NotificationKind.EndProposed,
            DeadlineMark.SupplementClosed or DeadlineMark.PaymentClosed => NotificationKind.EndedByRule,
            _ => NotificationKind.DeadlineOver,
        };

    private async Task<(string? Name, string? Email)> WhoAsync(DvcDbContext db, Guid officerId, CancellationToken cancellationToken) =>
        await officers.FindAsync(db, officerId, cancellationToken) is { } officer
            ? (officer.Name, await db.Users.Where(u => u.Id == officerId).Select(u => u.Email).SingleOrDefaultAsync(cancellationToken))
            : (null, null);
}
