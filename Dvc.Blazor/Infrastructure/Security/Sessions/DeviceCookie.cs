using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security.Sessions;

/// <summary>Knows a browser again by a random value of its own; which accounts were used in it is known to the database only.</summary>
public sealed class DeviceCookie(bool isDevelopment)
{
    private const int MostForOneAccount = 20;
    private static readonly TimeSpan Life = TimeSpan.FromDays(390);

    private string Name => isDevelopment ? "dvc-device" : "__Host-dvc-device";

    /// <summary>The mark of the browser: SHA-256 of its value, lower-case hex. A browser without a value gets one.</summary>
    public string MarkOf(HttpContext context)
    {
        var value = context.Request.Cookies[Name];
        if (value is not { Length: 64 })
            value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        context.Response.Cookies.Append(
            Name,
            value,
            new CookieOptions
            {
                HttpOnly = true,
                Secure = !isDevelopment || context.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                MaxAge = Life,
                Path = "/",
                IsEssential = true,
            }
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
    }

    /// <summary>Notes that the account is used in the browser now. True when it never was before, although it was in another one.</summary>
    internal static async Task<bool> IsNewsAsync(
        DvcDbContext db,
        Guid userId,
        string mark,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var known = await db.KnownDevices.Where(d => d.UserId == userId).OrderByDescending(d => d.SeenAt).ToListAsync(cancellationToken);
        if (known.Find(d => d.Mark == mark) is { } seen)
        {
            seen.SeenAt = now;
            return false;
        }

        db.KnownDevices.Add(
            new KnownDevice
            {
                UserId = userId,
                Mark = mark,
                SeenAt = now,
            }
        );
        db.KnownDevices.RemoveRange(known.Skip(MostForOneAccount - 1));
        return known.Count > 0;
    }
}
