using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.People;

/// <summary>The name of an officer: it stands in the acts of the office, so administrators write it.</summary>
internal static class OfficerName
{
    /// <summary>Longest name, UTF-16 units.</summary>
    public const int MaxLength = 100;

    /// <summary>The name as it is stored.</summary>
    /// <exception cref="RuleViolationException">Nothing, or no name.</exception>
    public static string Read(string? typed) => RefusalOf(typed) is { } refusal ? throw refusal : TextRules.Normalise(typed!);

    /// <summary>Why it is not taken; null when it is.</summary>
    public static RuleViolationException? RefusalOf(string? typed)
    {
        var name = TextRules.Normalise(typed ?? "");
        return name.Length == 0 ? new RuleViolationException("People.NameMissing")
            : name.Length > MaxLength || !name.Any(char.IsLetter) || TextRules.Problem(name, multiline: false) is not null
                ? new RuleViolationException("People.NameWrong", MaxLength)
            : null;
    }
}
