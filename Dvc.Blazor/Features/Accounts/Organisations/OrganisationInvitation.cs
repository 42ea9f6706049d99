using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Dvc.Blazor.Features.Accounts.Organisations;

/// <summary>Who is invited where.</summary>
/// <param name="Email">Upper case, as accounts are looked up.</param>
/// <param name="IssuedAt">UTC.</param>
internal sealed record Invitation(Guid OrganisationId, string Email, DateTime IssuedAt);

/// <summary>Invitations travel in the link of a letter and are written down nowhere else; nobody can make or change one without the key ring.</summary>
internal sealed class OrganisationInvitation(IDataProtectionProvider provider, TimeProvider clock)
{
    /// <summary>Days in which an invitation can be accepted.</summary>
    public const int Days = 7;

    private readonly IDataProtector _protector = provider.CreateProtector("Dvc.OrganisationInvitation");

    /// <summary>The text for the link.</summary>
    public string Write(Guid organisationId, string normalizedEmail) =>
        _protector.Protect(
            string.Create(CultureInfo.InvariantCulture, $"{organisationId:N} {clock.GetUtcNow().UtcTicks} {normalizedEmail}")
        );

    /// <summary>The invitation of a link; null when it is none of ours or has run out.</summary>
    public Invitation? Read(string? text)
    {
        try
        {
            var parts = text is { Length: > 0 and < 2000 } ? _protector.Unprotect(text).Split(' ', 3) : [];
            if (
                parts is [var organisation, var ticks, var email]
                && Guid.TryParse(organisation, CultureInfo.InvariantCulture, out var id)
                && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            )
            {
                var issued = new DateTime(at, DateTimeKind.Utc);
                return clock.GetUtcNow().UtcDateTime < issued.AddDays(Days) ? new Invitation(id, email, issued) : null;
            }
        }
        catch (CryptographicException)
        {
            // Tampered with, or from another installation.
        }

        return null;
    }
}
