using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Tests.Infrastructure.Mail;

/// <summary>Senders as the product makes them, and a mail to send.</summary>
internal static class MailRig
{
    public static PortalLinks Links { get; } = new(new Uri("https://dichvucong.example.vn"));

    public static MailOptions OptionsFor(SmtpServer server, MailSecurity security = MailSecurity.None) =>
        new()
        {
            Host = "127.0.0.1",
            Port = $"{server.Port}",
            Security = $"{security}",
            From = "Cổng Dịch vụ công <khong-tra-loi@dichvucong.example.vn>",
        };

    public static MailComposer Composer(MailOptions options) => new(Options.Create(options), Links, TimeProvider.System);

    public static SmtpMailSender Sender(MailOptions options) => new(Options.Create(options), Composer(options), TimeProvider.System);

    public static MailMessage Message(
        Guid? id = null,
        string to = "hyen@example.vn",
        string? name = "Rơ Châm H’Yên",
        string subject = "Đã nhận hồ sơ"
    ) =>
        new(
            id ?? Guid.CreateVersion7(),
            to,
            name,
            subject,
            "<!doctype html><html lang=\"vi\"><body><p>Hồ sơ của bà đã được nhận.</p></body></html>",
            "Hồ sơ của bà đã được nhận.",
            [new MailAttachment("xác nhận.pdf", "application/pdf", [37, 80, 68, 70])]
        );
}
