using System.Net.Security;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Dvc.Blazor.Infrastructure.Mail;

/// <summary>Sends over SMTP. One connection serves mails that follow each other and is closed when it has been idle for a while.</summary>
internal sealed class SmtpMailSender(IOptions<MailOptions> options, MailComposer composer, TimeProvider clock)
    : IMailSender,
        IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private SmtpClient? _connection;
    private ITimer? _idle;
    private bool _disposed;

    /// <summary>For tests with a certificate of their own; otherwise the system's trust decides.</summary>
    internal RemoteCertificateValidationCallback? CertificateCheck { get; init; }

    public async Task SendAsync(MailMessage message, CancellationToken cancellationToken)
    {
        using var mail = composer.Compose(message);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var connection = await ConnectedAsync(cancellationToken);
            await HandOverAsync(connection, mail, cancellationToken);
            CloseWhenIdle();
        }
        catch
        {
            Drop();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The container knows this object under two types and disposes it for each.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_idle is not null)
        {
            await _idle.DisposeAsync();
        }

        await CloseAsync();
        _turn.Dispose();
    }

    private static async Task HandOverAsync(SmtpClient connection, MimeMessage mail, CancellationToken cancellationToken)
    {
        try
        {
            await connection.SendAsync(mail, cancellationToken);
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)e.StatusCode >= 500)
        {
            throw new MailRejectedException($"The mail server does not take mail for this recipient ({(int)e.StatusCode}).");
        }
    }

    private async Task<SmtpClient> ConnectedAsync(CancellationToken cancellationToken)
    {
        if (_connection is { } open && await IsAliveAsync(open, cancellationToken))
        {
            return open;
        }

        Drop();
        var settings = options.Value;
        var fresh = new SmtpClient { Timeout = (int)s_patience.TotalMilliseconds, ServerCertificateValidationCallback = CertificateCheck };
        _connection = fresh;
        await fresh.ConnectAsync(settings.Host!, settings.PortNumber, Protection(settings.SecurityKind), cancellationToken);
        if (!string.IsNullOrWhiteSpace(settings.User))
        {
            if (!fresh.IsSecure && !settings.IsLoopback)
            {
                throw new InvalidOperationException("The mail server offers no TLS; the password of Mail:User is not sent in the clear.");
            }

            await fresh.AuthenticateAsync(settings.User, settings.Password ?? "", cancellationToken);
        }

        return fresh;
    }

    private static async Task<bool> IsAliveAsync(SmtpClient connection, CancellationToken cancellationToken)
    {
        try
        {
            if (connection.IsConnected)
            {
                await connection.NoOpAsync(cancellationToken);
            }

            return connection.IsConnected;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Servers hang up on idle connections; that is no failure of the mail at hand.
            return false;
        }
    }

    private static SecureSocketOptions Protection(MailSecurity security) =>
        security switch
        {
            MailSecurity.None => SecureSocketOptions.None,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.Auto,
        };

    private void CloseWhenIdle()
    {
        _idle ??= clock.CreateTimer(_ => _ = CloseAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _idle.Change(s_idle, Timeout.InfiniteTimeSpan);
    }

    private async Task CloseAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_connection is { IsConnected: true } open)
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
                await open.DisconnectAsync(quit: true, limit.Token);
            }
        }
        catch (Exception)
        {
            // Saying goodbye is a courtesy; every mail was acknowledged before.
        }
        finally
        {
            Drop();
            _turn.Release();
        }
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
