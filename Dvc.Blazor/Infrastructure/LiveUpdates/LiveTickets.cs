using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>Permission to ask for the changes of a dossier.</summary>
/// <param name="UserId">For whom the page was made; null for whoever holds the secret code of the receipt.</param>
public sealed record LiveTicket(Guid DossierId, Guid? UserId);

/// <summary>
/// Tickets lie in the pages that show a dossier and are written down nowhere else; nobody can make or change one without the key ring. A ticket only lets
/// its person ask: whether the person may still know of the dossier is for <see cref="LiveRights"/> to say.
/// </summary>
public sealed class LiveTickets(IDataProtectionProvider provider, TimeProvider clock)
{
    /// <summary>How long a ticket can be used; an open page gets a new one whenever it is read again.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    internal const int MaxLength = 500;
    private const string Anybody = "-";

    private readonly IDataProtector _protector = provider.CreateProtector("Dvc.LiveTicket");

    /// <summary>The ticket as it is written into a page.</summary>
    public string Write(Guid dossierId, Guid? userId) =>
        _protector.Protect(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{dossierId:N} {userId?.ToString("N") ?? Anybody} {(clock.GetUtcNow() + Life).UtcTicks}"
            )
        );

    /// <summary>Null when it is none of ours or has run out.</summary>
    public LiveTicket? Read(string? text)
    {
        try
        {
            var parts = text is { Length: > 0 and <= MaxLength } ? _protector.Unprotect(text).Split(' ') : [];
            if (
                parts is not [var dossier, var user, var until]
                || long.Parse(until, NumberStyles.None, CultureInfo.InvariantCulture) <= clock.GetUtcNow().UtcTicks
            )
            {
                return null;
            }

            return new LiveTicket(Guid.ParseExact(dossier, "N"), user == Anybody ? null : Guid.ParseExact(user, "N"));
        }
        catch (CryptographicException)
        {
            // Tampered with, or from another installation.
            return null;
        }
    }
}
