using System.Globalization;
using MimeKit;

namespace Dvc.Blazor.Infrastructure.Mail;

/// <summary>Which addresses a mail may go to: one mailbox at a named host, plain ASCII, nothing that another reader could take for a second address or header.</summary>
public static class MailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;
    private const string LocalSigns = "!#$%&'*+-/=?^_`{|}~.";

    /// <summary>The address with its host in lower-case ASCII, or null when no mail may be sent to it.</summary>
    public static string? Normalize(string? typed)
    {
        var at = typed?.LastIndexOf('@') ?? -1;
        if (typed is null || typed.Length > MaxLength || at < 1)
        {
            return null;
        }

        var local = typed[..at];
        return IsLocalPart(local) && AsciiHost(typed[(at + 1)..]) is { } host && MailboxAddress.TryParse($"{local}@{host}", out _)
            ? $"{local}@{host}"
            : null;
    }

    /// <summary>A sender from the settings: bare, or a name followed by an address in angle brackets; null when it is not one.</summary>
    internal static MailboxAddress? TryParseSender(string? text) =>
        MailboxAddress.TryParse(text, out var sender) && Normalize(sender.Address) is { } address
            ? new MailboxAddress(MailText.OneLine(sender.Name ?? ""), address)
            : null;

    private static bool IsLocalPart(string local) =>
        local.Length <= MaxLocalLength
        && local.All(c => char.IsAsciiLetterOrDigit(c) || LocalSigns.Contains(c, StringComparison.Ordinal))
        && !local.StartsWith('.')
        && !local.EndsWith('.')
        && !local.Contains("..", StringComparison.Ordinal);

    private static string? AsciiHost(string host)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }
                .GetAscii(host)
                .ToLowerInvariant();
            var labels = ascii.Split('.');
            return labels.Length >= 2 && labels.All(l => l.Length > 0) && labels[^1].Any(char.IsAsciiLetter) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
