using Dvc.Blazor.Infrastructure.Outbox;

namespace Dvc.Blazor.Infrastructure.Mail;

/// <summary>A mail to one person.</summary>
/// <param name="Id">Becomes the Message-Id: the same id is the same mail, however often it has to be sent.</param>
/// <param name="ToAddress">The one recipient.</param>
/// <param name="ToName">Name beside the address, or null.</param>
/// <param name="Subject">One line; control characters are taken out.</param>
/// <param name="Html">Whole HTML document.</param>
/// <param name="Text">The same in plain text.</param>
/// <param name="Attachments">Files that go with it.</param>
public sealed record MailMessage(
    Guid Id,
    string ToAddress,
    string? ToName,
    string Subject,
    string Html,
    string Text,
    IReadOnlyList<MailAttachment> Attachments
);

/// <summary>A file that goes with a mail. <paramref name="FileName"/> is a plain name without folders.</summary>
public sealed record MailAttachment(string FileName, string MediaType, byte[] Content);

/// <summary>Hands mails over: to an SMTP server, or to a folder.</summary>
public interface IMailSender
{
    /// <summary>Returns when the other side has taken the mail over for good.</summary>
    /// <exception cref="MailRejectedException">Trying again would not help: no such address.</exception>
    /// <exception cref="Exception">Anything else may pass: try again later.</exception>
    Task SendAsync(MailMessage message, CancellationToken cancellationToken);
}

/// <summary>The mail can never be delivered as it is. The message carries no personal data.</summary>
public sealed class MailRejectedException(string message, Exception? inner = null) : OutboxAbandonedException(message, inner);
