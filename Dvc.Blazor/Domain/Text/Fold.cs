using System.Globalization;
using System.Text;

namespace Dvc.Blazor.Domain.Text;

/// <summary>The spelling in which things are searched: lower case, without Vietnamese marks, đ as d.</summary>
public static class Fold
{
    /// <summary>"Đăng ký khai sinh" becomes "dang ky khai sinh"; runs of white space become one space. Folding twice changes nothing.</summary>
    public static string Text(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (char.IsWhiteSpace(letter))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else
            {
                folded.Append(letter is '\u0111' or '\u0110' ? 'd' : char.ToLowerInvariant(letter));
            }
        }

        return folded.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
    }
}
