using Microsoft.Extensions.Options;
using MimeKit;

namespace Dvc.Blazor.Infrastructure.Mail;

/// <summary>Builds the mail as it goes over the wire: one recipient, headers of our own making, text and HTML side by side.</summary>
internal sealed class MailComposer(IOptions<MailOptions> options, PortalLinks links, TimeProvider clock)
{
    private readonly MailboxAddress _from =
        MailAddress.TryParseSender(options.Value.From) ?? throw new InvalidOperationException("Mail:From is not an address.");

    /// <exception cref="MailRejectedException">The recipient's address is not one that a mail may go to.</exception>
    public MimeMessage Compose(MailMessage message)
    {
        var to = MailAddress.Normalize(message.ToAddress) ?? throw new MailRejectedException("The recipient's address is not valid.");

        var mail = new MimeMessage
        {
            MessageId = $"{message.Id:N}@{HostOfIds()}",
            Date = clock.GetUtcNow(),
            Subject = MailText.OneLine(message.Subject),
            Body = BodyOf(message),
        };
        mail.From.Add(_from);
        mail.To.Add(new MailboxAddress(MailText.OneLine(message.ToName ?? ""), to));
        // No holiday replies to a machine (RFC 3834).
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add(HeaderId.ContentLanguage, "vi");
        return mail;
    }

    private static MimeEntity BodyOf(MailMessage message)
    {
        var body = new BodyBuilder { TextBody = message.Text, HtmlBody = message.Html };
        foreach (var file in message.Attachments)
        {
            body.Attachments.Add(Path.GetFileName(MailText.OneLine(file.FileName)), file.Content, ContentType.Parse(file.MediaType));
        }

        return body.ToMessageBody();
    }

    // A local name such as localhost would look forged to other servers.
    private string HostOfIds() =>
        links.Root.IdnHost.Contains('.', StringComparison.Ordinal) && links.Root.HostNameType == UriHostNameType.Dns
            ? links.Root.IdnHost
            : _from.Domain;
}
