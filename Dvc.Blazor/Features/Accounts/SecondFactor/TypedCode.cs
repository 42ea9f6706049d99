using System.Text;

namespace Dvc.Blazor.Features.Accounts.SecondFactor;

/// <summary>Codes as people type or paste them: with gaps, hyphens, small letters.</summary>
public static class TypedCode
{
    public const int MaxLength = 40;
    private const int Length = 6;

    /// <summary>The six digits, or null when it is something else.</summary>
    public static string? Digits(string? typed)
    {
        var code = WithoutGaps(typed);
        return code.Length == Length && code.All(char.IsAsciiDigit) ? code : null;
    }

    /// <summary>A recovery code as it is kept (<c>ABCDE-12345</c>), or null when it cannot be one.</summary>
    public static string? Recovery(string? typed)
    {
        var code = WithoutGaps(typed).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        return code.Length == 10 && code.All(char.IsAsciiLetterOrDigit) ? $"{code[..5]}-{code[5..]}" : null;
    }

    private static string WithoutGaps(string? typed) =>
        typed is { Length: <= MaxLength } ? string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))) : "";
}
