using System.Text.Json;

namespace Dvc.Blazor.Features.Accounts.Registration;

/// <summary>A person as entered and found in order, kept until the e-mail address is proved.</summary>
/// <param name="NationalId">Digits only.</param>
/// <param name="Address">As the form engine keeps it, JSON.</param>
/// <param name="Organisation">For whom the person registers besides, or null.</param>
/// <param name="ConsentVersion">Version of the text that the person agreed to.</param>
/// <param name="Back">Path of this portal to go to afterwards, or null.</param>
public sealed record RegisteredPerson(
    string FullName,
    string NationalId,
    DateOnly BirthDate,
    string Address,
    string Email,
    string Phone,
    RegisteredOrganisation? Organisation,
    string ConsentVersion,
    string? Back
)
{
    /// <summary>Null until the password has been hashed.</summary>
    public string? PasswordHash { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static RegisteredPerson FromJson(string json) =>
        JsonSerializer.Deserialize<RegisteredPerson>(json) ?? throw new JsonException("No person.");
}

/// <summary>An organisation as entered. <paramref name="TaxCode"/>: digits only, its check digit right.</summary>
public sealed record RegisteredOrganisation(string TaxCode, string Name);
