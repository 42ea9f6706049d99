using System.Globalization;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.Accounts.External;

namespace Dvc.Blazor.Features.Accounts.Registration;

/// <summary>What a provider of identities says of a person, as that person would have typed it. It is checked like anything typed.</summary>
internal static class ClaimedPerson
{
    public static RegistrationInput InputOf(ExternalIdentity identity)
    {
        var (family, given) = NamesOf(identity);
        return new RegistrationInput
        {
            FamilyName = family,
            GivenName = given,
            BirthDate = BirthDateOf(identity.BirthDate),
            Email = identity.Email,
            Phone = identity.Phone is { } phone && ContactReader.Phone(phone).Value is TextValue { Text: var known } ? known : null,
        };
    }

    // The last word of a Vietnamese name is the given name.
    private static (string? Family, string? Given) NamesOf(ExternalIdentity identity)
    {
        if (identity is { FamilyName.Length: > 0, GivenName.Length: > 0 })
            return (Written(identity.FamilyName), Written(identity.GivenName));
        var words = (identity.Name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length < 2 ? (null, null) : (Written(string.Join(' ', words[..^1])), Written(words[^1]));
    }

    // Identity cards, and those who copy them, write names in capitals.
    private static string Written(string name) =>
        name.Any(char.IsLower)
            ? name
            : string.Concat(name.Select((letter, i) => i > 0 && char.IsLetter(name[i - 1]) ? char.ToLowerInvariant(letter) : letter));

    private static string? BirthDateOf(string? claim) =>
        DateOnly.TryParseExact(claim, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture)
            : null;
}
