using System.Security.Cryptography;
using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Mail;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Tells officers that a dossier waits for them: its number and the way to it, nothing of the person.</summary>
internal sealed class OfficerPost(LetterWriter writer, IMailSender mails, PortalLinks links)
{
    public async Task SendAsync(
        Guid messageId,
        string number,
        IReadOnlyList<MailedOfficer> officers,
        string subject,
        string next,
        CancellationToken cancellationToken
    )
    {
        foreach (var officer in officers)
        {
            var letter = new Letter
            {
                Subject = DossierPost.Say(subject, number),
                ToName = officer.Name,
                Happened = DossierPost.Say(subject, number) + ".",
                Next = next,
                Facts = [new LetterFact(NotifyingText.Number, number)],
                Link = new LetterLink(NotifyingText.OpenDossier, links.Desk(number)),
            };
            var mail = new MailMessage(
                IdFor(messageId, officer.Id),
                officer.Email,
                officer.Name,
                letter.Subject,
                await writer.HtmlAsync(letter),
                writer.Text(letter),
                []
            );
            await mails.SendAsync(mail, cancellationToken);
        }
    }

    // The same message to the same officer is the same mail, however often it has to be sent.
    private static Guid IdFor(Guid messageId, Guid officerId) =>
        new(SHA256.HashData([.. messageId.ToByteArray(), .. officerId.ToByteArray()]).AsSpan(0, 16));
}
