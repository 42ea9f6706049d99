using System.Globalization;
using System.Text.RegularExpressions;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>Reads telephone numbers and mailboxes.</summary>
internal static partial class ContactReader
{
    private const int MaxMailbox = 254;

    /// <summary>Normalised to the national form: a mobile of 10 digits or a landline of 11.</summary>
    public static Reading Phone(string raw)
    {
        var text = string.Concat(raw.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '(' or ')')));
        if (text.Length == 0)
        {
            return raw.Trim().Length == 0 ? Reading.Blank : Reading.Bad(FieldRules.Phone);
        }

        var national = CountryCode().Replace(text, "0");
        return National().IsMatch(national) ? new Reading(new TextValue(national)) : Reading.Bad(FieldRules.Phone);
    }

    /// <summary>One mailbox without display name; the domain in lower case and ASCII (IDN).</summary>
    public static Reading Email(string raw)
    {
        var text = raw.Trim();
        if (text.Length == 0)
        {
            return Reading.Blank;
        }

        var at = text.LastIndexOf('@');
        var domain = at > 0 ? Ascii(text[(at + 1)..]) : null;
        return domain is not null && at + 1 + domain.Length <= MaxMailbox && Local().IsMatch(text[..at]) && Domain().IsMatch(domain)
            ? new Reading(new TextValue($"{text[..at]}@{domain}"))
            : Reading.Bad(FieldRules.Email);
    }

    private static string? Ascii(string domain)
    {
        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }
                .GetAscii(domain)
                .ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(\+84|0084|84(?=[0-9]{9,10}\z))0?", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CountryCode();

    [GeneratedRegex(@"^(0[35789][0-9]{8}|02[0-9]{9})\z", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex National();

    [GeneratedRegex(
        @"^(?=.{1,64}\z)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Local();

    [GeneratedRegex(
        @"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])\z",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Domain();
}
