using System.Globalization;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Mail;

/// <summary>Stops the start on a wrong mail setting with a message that names the key and what it should be. Never repeats the password.</summary>
internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(MailOptions options)
    {
        if (!options.UsesSmtp && string.IsNullOrWhiteSpace(options.PickupDirectory))
        {
            yield return "Mail:PickupDirectory is empty; it should be a folder for .eml files, unless Mail:Host names an SMTP server.";
        }

        if (!string.IsNullOrWhiteSpace(options.Port) && !IsPort(options.Port))
        {
            yield return $"Mail:Port is '{options.Port}'; it should be a number from 1 to 65535.";
        }

        if (!IsSecurity(options.Security))
        {
            yield return $"Mail:Security is '{options.Security}'; it should be one of {string.Join(", ", Enum.GetNames<MailSecurity>())}.";
        }
        else if (options.UsesSmtp && HasUser(options) && options.SecurityKind == MailSecurity.None && !options.IsLoopback)
        {
            yield return "Mail:Security is 'None' although Mail:User is set; it should be StartTls or SslOnConnect, so that the password is not sent in the clear.";
        }

        if (HasUser(options) && string.IsNullOrEmpty(options.Password))
        {
            yield return "Mail:Password is empty although Mail:User is set; it should be the password of that account.";
        }

        if (MailAddress.TryParseSender(options.From) is null)
        {
            yield return $"Mail:From is '{options.From}'; it should be an address such as no-reply@example.vn, or Name <no-reply@example.vn>.";
        }
    }

    private static bool HasUser(MailOptions options) => !string.IsNullOrWhiteSpace(options.User);

    private static bool IsPort(string port) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535;

    private static bool IsSecurity(string? security) =>
        string.IsNullOrWhiteSpace(security) || Enum.GetNames<MailSecurity>().Contains(security, StringComparer.OrdinalIgnoreCase);
}
