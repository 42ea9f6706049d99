using System.Globalization;
using System.Text;

namespace Dvc.Blazor.Infrastructure.Mail;

/// <summary>Makes text fit for a header: one line, NFC, no control or direction characters.</summary>
internal static class MailText
{
    public static string OneLine(string text)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormC);
        var line = new StringBuilder(whole.Length);
        foreach (var rune in whole.EnumerateRunes())
        {
            line.Append(
                Rune.GetUnicodeCategory(rune) switch
                {
                    UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
                    UnicodeCategory.Format => "",
                    _ => rune.ToString(),
                }
            );
        }

        return line.ToString().Trim();
    }
}
