using System.Security.Cryptography;
using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Notifications;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Tells officers of a dossier: notes it for each, and mails those who want that. A mail has the dossier's number and the way to it, nothing of the person.</summary>
internal sealed class OfficerPost(NotificationLedger ledger, LetterWriter writer, IMailSender mails, PortalLinks links)
{
    public async Task SendAsync(News news, IReadOnlyList<MailedOfficer> officers, CancellationToken cancellationToken)
    {
        var byMail = await ledger.RecordAsync(news, [.. officers.Select(o => o.Id)], cancellationToken);
        foreach (var officer in officers.Where(o => byMail.Contains(o.Id)))
        {
            if (officer.Email is { } address)
            {
                await MailAsync(news, officer, address, cancellationToken);
            }
        }
    }

    private async Task MailAsync(News news, MailedOfficer officer, string address, CancellationToken cancellationToken)
    {
        var subject = SubjectOf(news);
        var letter = new Letter
        {
            Subject = subject,
            ToName = officer.Name,
            Happened = subject + ".",
            Next = news.Kind == NotificationKind.OpinionAsked ? NotifyingText.OpinionNext : NotifyingText.OfficerNext,
            Facts = [new LetterFact(NotifyingText.Number, news.Number)],
            Link = new LetterLink(NotifyingText.OpenDossier, links.Desk(news.Number)),
        };
        var mail = new MailMessage(
            IdFor(news.EventId, officer.Id),
            address,
            officer.Name,
            letter.Subject,
            await writer.HtmlAsync(letter),
            writer.Text(letter),
            []
        );
        await mails.SendAsync(mail, cancellationToken);
    }

    private static string SubjectOf(News news) =>
        DossierPost.Say(
            news.Kind switch
            {
                NotificationKind.Assigned => NotifyingText.AssignedSubject,
                NotificationKind.OpinionAsked => NotifyingText.OpinionSubject,
                NotificationKind.ApprovalAwaited => NotifyingText.ApprovalSubject,
                NotificationKind.ApprovalSentBack => NotifyingText.SentBackSubject,
                NotificationKind.LetterAwaited => NotifyingText.LetterApprovalSubject,
                NotificationKind.LetterApproved => NotifyingText.LetterApprovedSubject,
                NotificationKind.LetterSentBack => NotifyingText.LetterSentBackSubject,
                _ => DossierPost.Say(NotifyingText.OfficerSubject, "{0}", NotificationWords.Of(news.Kind)),
            },
            news.Number
        );

    // The same message to the same officer is the same mail, however often it has to be sent.
    private static Guid IdFor(Guid messageId, Guid officerId) =>
        new(SHA256.HashData([.. messageId.ToByteArray(), .. officerId.ToByteArray()]).AsSpan(0, 16));
}
