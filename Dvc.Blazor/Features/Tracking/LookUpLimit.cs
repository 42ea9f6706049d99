using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Dvc.Blazor.Features.Tracking;

/// <summary>Counts look-ups by network address, so that nobody runs through the numbers; the empty form is free.</summary>
public sealed class LookUpLimit : IRateLimiterPolicy<string>
{
    public const string Name = "look-up";

    /// <summary>Look-ups a minute from one address.</summary>
    public const int PerMinute = 10;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } =
        (refused, _) =>
        {
            refused.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        httpContext.Request.Query.Count == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(
                NetworkOf(httpContext),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }
            );

    // A household has a whole /64 of IPv6 addresses.
    private static string NetworkOf(HttpContext context) =>
        context.Connection.RemoteIpAddress switch
        {
            null => "unknown",
            { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } wide => Convert.ToHexString(
                wide.GetAddressBytes().AsSpan(0, 8)
            ),
            { } address => address.MapToIPv4().ToString(),
        };
}
