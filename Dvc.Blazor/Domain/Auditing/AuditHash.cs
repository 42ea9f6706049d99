using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dvc.Blazor.Domain.Auditing;

/// <summary>The hash that ties a line of a chain to the one before it.</summary>
internal static class AuditHash
{
    /// <summary>SHA-256 over the parts, lower-case hex. Lengths go in front of the parts, so that no two different lines read the same.</summary>
    public static string Of(params string[] parts)
    {
        var canonical = string.Concat(parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Length}:{p}\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    /// <summary>The instant (UTC) as it goes into the hash.</summary>
    public static string Instant(DateTime utc) =>
        new DateTime(utc.Ticks, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>To the millisecond, as both databases keep it.</summary>
    public static DateTime Whole(DateTime utc) =>
        DateTime.SpecifyKind(new DateTime(utc.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}
