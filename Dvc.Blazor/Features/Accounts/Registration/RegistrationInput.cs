using Dvc.Blazor.Components.Forms;

namespace Dvc.Blazor.Features.Accounts.Registration;

/// <summary>What the registration form sends, exactly as typed.</summary>
public sealed class RegistrationInput
{
    public const int MaxLength = 256;

    public string? TaxCode { get; set; }

    public string? OrganisationName { get; set; }

    public string? FamilyName { get; set; }

    public string? GivenName { get; set; }

    public string? NationalId { get; set; }

    public string? BirthDate { get; set; }

    public AddressInput Address { get; set; } = new();

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Password { get; set; }

    public bool Consent { get; set; }

    /// <summary>The answer of the proof of work.</summary>
    public string? Proof { get; set; }
}
