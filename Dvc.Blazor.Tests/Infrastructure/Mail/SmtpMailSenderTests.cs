using System.Net.Security;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Tests.Support;
using MailKit.Security;
using MimeKit;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Mail;

public sealed class SmtpMailSenderTests
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_OneMail_ArrivesWithTextHtmlAndAttachment()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var sender = MailRig.Sender(MailRig.OptionsFor(server));
        var message = MailRig.Message();

        await sender.SendAsync(message, Cancel);

        var mail = Assert.Single(server.Mails());
        Assert.Equal(["hyen@example.vn"], mail.To);
        Assert.Equal($"{message.Id:N}@dichvucong.example.vn", mail.Message.MessageId);
        Assert.Equal("Đã nhận hồ sơ", mail.Message.Subject);
        Assert.Equal("Rơ Châm H’Yên", mail.Message.To.Mailboxes.Single().Name);
        Assert.Equal("Cổng Dịch vụ công", mail.Message.From.Mailboxes.Single().Name);
        Assert.Equal(message.Text, mail.Message.TextBody?.TrimEnd());
        Assert.Equal(message.Html, mail.Message.HtmlBody?.TrimEnd());
        Assert.Equal("auto-generated", mail.Message.Headers[HeaderId.AutoSubmitted]);
        var file = Assert.IsType<MimePart>(Assert.Single(mail.Message.Attachments));
        Assert.Equal("xác nhận.pdf", file.FileName);
        Assert.Equal("application/pdf", file.ContentType.MimeType);
    }

    [Fact]
    public async Task SendAsync_ManyMails_ShareOneConnection()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var sender = MailRig.Sender(MailRig.OptionsFor(server));

        for (var i = 0; i < 5; i++)
        {
            await sender.SendAsync(MailRig.Message(), Cancel);
        }

        Assert.Equal(5, server.Mails().Count);
        Assert.Single(server.Mails().Select(m => m.Connection).Distinct());
    }

    [Fact]
    public async Task SendAsync_StartTlsAndAccount_IsEncryptedAndSignedIn()
    {
        await using var server = await SmtpServer.StartAsync("portal", "mật khẩu", Cancel);
        await using var sender = Trusting(server, SignedIn(server, "mật khẩu"));

        await sender.SendAsync(MailRig.Message(), Cancel);

        var mail = Assert.Single(server.Mails());
        Assert.True(mail.Secure);
        Assert.Equal("portal", mail.User);
    }

    [Fact]
    public async Task SendAsync_CertificateNobodyTrusts_SendsNothing()
    {
        await using var server = await SmtpServer.StartAsync("portal", "s3cret", Cancel);
        await using var sender = MailRig.Sender(SignedIn(server, "s3cret"));

        await Assert.ThrowsAsync<SslHandshakeException>(() => sender.SendAsync(MailRig.Message(), Cancel));

        Assert.Empty(server.Mails());
    }

    [Fact]
    public async Task SendAsync_WrongPassword_IsWorthAnotherTry()
    {
        await using var server = await SmtpServer.StartAsync("portal", "s3cret", Cancel);
        await using var sender = Trusting(server, SignedIn(server, "wrong"));

        await Assert.ThrowsAsync<AuthenticationException>(() => sender.SendAsync(MailRig.Message(), Cancel));
    }

    [Fact]
    public async Task SendAsync_UnknownRecipient_IsRejectedForGood()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var sender = MailRig.Sender(MailRig.OptionsFor(server));

        await Assert.ThrowsAsync<MailRejectedException>(() => sender.SendAsync(MailRig.Message(to: "unknown@example.vn"), Cancel));
    }

    [Fact]
    public async Task SendAsync_AfterFailures_GoesOnWithAFreshConnection()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var sender = MailRig.Sender(MailRig.OptionsFor(server));
        await sender.SendAsync(MailRig.Message(), Cancel);
        server.BeBusy();
        await Assert.ThrowsAnyAsync<Exception>(() => sender.SendAsync(MailRig.Message(), Cancel));
        server.Recover();

        await sender.SendAsync(MailRig.Message(), Cancel);

        Assert.Equal(2, server.Mails().Count);
    }

    [Theory]
    [InlineData("a@example.vn\r\nBcc: thief@example.vn")]
    [InlineData("a@example.vn, thief@example.vn")]
    [InlineData("a@localhost")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("\"a b\"@example.vn")]
    [InlineData("a@example.vn>")]
    [InlineData("a@@example.vn")]
    [InlineData("")]
    public async Task SendAsync_AddressThatIsMoreThanOneMailbox_IsRejectedBeforeAnythingGoesOut(string address)
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var sender = MailRig.Sender(MailRig.OptionsFor(server));

        await Assert.ThrowsAsync<MailRejectedException>(() => sender.SendAsync(MailRig.Message(to: address), Cancel));

        Assert.Empty(server.Mails());
    }

    [Fact]
    public async Task SendAsync_LineBreaksInNameAndSubject_AddNoHeaderAndNoRecipient()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var sender = MailRig.Sender(MailRig.OptionsFor(server));
        const string Poison = "x\r\nBcc: thief@example.vn\r\n\r\nbody\u2028\u202E\0";

        await sender.SendAsync(
            MailRig.Message(name: Poison, subject: Poison) with
            {
                Attachments = [new MailAttachment("../" + Poison, "text/plain", [1])],
            },
            Cancel
        );

        var mail = Assert.Single(server.Mails());
        Assert.Equal(["hyen@example.vn"], mail.To);
        Assert.Empty(mail.Message.Bcc);
        Assert.DoesNotContain("\nBcc:", mail.Raw, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("hyen@example.vn", Assert.Single(mail.Message.To.Mailboxes).Address);
        Assert.DoesNotContain(mail.Message.Subject!, c => char.IsControl(c) || c is '\u2028' or '\u202E');
    }

    private static MailOptions SignedIn(SmtpServer server, string password)
    {
        var options = MailRig.OptionsFor(server, MailSecurity.StartTls);
        (options.User, options.Password) = ("portal", password);
        return options;
    }

    // Trusts this server's certificate and no other.
    private static SmtpMailSender Trusting(SmtpServer server, MailOptions options)
    {
        RemoteCertificateValidationCallback check = (_, shown, _, _) =>
            shown?.GetCertHashString() == server.Certificate.GetCertHashString();
        var wrapped = Microsoft.Extensions.Options.Options.Create(options);
        return new SmtpMailSender(wrapped, MailRig.Composer(options), TimeProvider.System) { CertificateCheck = check };
    }
}
