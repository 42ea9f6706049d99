using System.Globalization;

namespace Dvc.Blazor.Infrastructure.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Not at all; only for a server on the same machine.</summary>
    None,

    /// <summary>Plain at first, then TLS; the server must offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    SslOnConnect,

    /// <summary>By the port, and TLS whenever the server offers it.</summary>
    Auto,
}

/// <summary>Section <c>Mail</c> of the settings. Without a host, mails are written as files into <see cref="PickupDirectory"/>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Folder for <c>.eml</c> files; relative paths start at <see cref="DataRoot"/>.</summary>
    public string? PickupDirectory { get; set; }

    /// <summary>Name or address of the SMTP server; empty writes files instead.</summary>
    public string? Host { get; set; }

    /// <summary>Port as written, so that a wrong one can be named.</summary>
    public string? Port { get; set; }

    /// <summary>One of <see cref="MailSecurity"/> as written.</summary>
    public string? Security { get; set; }

    /// <summary>Account at the mail server; empty sends without signing in.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Sender: an address, or a name followed by an address in angle brackets.</summary>
    public string? From { get; set; }

    internal bool UsesSmtp => !string.IsNullOrWhiteSpace(Host);

    internal int PortNumber => string.IsNullOrWhiteSpace(Port) ? 587 : int.Parse(Port, NumberStyles.None, CultureInfo.InvariantCulture);

    internal MailSecurity SecurityKind =>
        string.IsNullOrWhiteSpace(Security) ? MailSecurity.Auto : Enum.Parse<MailSecurity>(Security, ignoreCase: true);

    internal bool IsLoopback =>
        Host is "localhost" || (System.Net.IPAddress.TryParse(Host, out var ip) && System.Net.IPAddress.IsLoopback(ip));
}
