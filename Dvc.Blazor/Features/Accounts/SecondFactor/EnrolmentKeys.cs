using System.Security.Cryptography;
using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Dvc.Blazor.Features.Accounts.SecondFactor;

/// <summary>A secret offered to an authenticator app. It belongs to the account only once a code from it was typed.</summary>
/// <param name="Key">The secret in base 32.</param>
/// <param name="Ticket">Carries the secret through the form, unreadable and bound to the person.</param>
/// <param name="Address">What the app reads from the QR code.</param>
public sealed record Enrolment(string Key, string Ticket, string Address)
{
    /// <summary>The secret in groups of four, for typing.</summary>
    public string Groups => string.Join(' ', Key.Chunk(4).Select(group => new string(group)));
}

/// <summary>Makes secrets for authenticator apps and carries them through the form, so that looking at the page changes nothing.</summary>
public sealed class EnrolmentKeys(IDataProtectionProvider protection, StandingPortal portal)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>A new secret for a person.</summary>
    public Enrolment Offer(DvcUser user) => Of(user, OneTimePassword.NewKey());

    /// <summary>The secret that was offered before; null when the ticket is older than an hour, altered or another person's.</summary>
    public Enrolment? Read(DvcUser user, string? ticket)
    {
        try
        {
            return string.IsNullOrEmpty(ticket) ? null : Of(user, Protector(user).Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private Enrolment Of(DvcUser user, string key)
    {
        var issuer = Uri.EscapeDataString(portal.Now.Name);
        var account = Uri.EscapeDataString(user.Email ?? "");
        return new Enrolment(
            key,
            Protector(user).Protect(key, Life),
            $"otpauth://totp/{issuer}:{account}?secret={key}&issuer={issuer}&digits=6&period=30"
        );
    }

    private ITimeLimitedDataProtector Protector(DvcUser user) =>
        protection.CreateProtector("Dvc.SecondFactor.Enrolment", user.Id.ToString()).ToTimeLimitedDataProtector();
}
