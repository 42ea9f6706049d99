using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Accounts.SignIn;

/// <summary>Counts attempts to sign in by network address; looking at the page is free.</summary>
public sealed class SignInLimit(IOptions<AccountsOptions> options) : IRateLimiterPolicy<string>
{
    public const string Name = "sign-in";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } =
        (refused, _) =>
        {
            refused.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        HttpMethods.IsPost(httpContext.Request.Method)
            ? RateLimitPartition.GetSlidingWindowLimiter(NetworkOf(httpContext.Connection.RemoteIpAddress), _ => Window())
            : RateLimitPartition.GetNoLimiter("");

    private SlidingWindowRateLimiterOptions Window() =>
        new()
        {
            PermitLimit = options.Value.SignInsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        };

    // A household has a whole /64 of IPv6 addresses; counting single ones would count nothing.
    private static string NetworkOf(IPAddress? address) =>
        address switch
        {
            null => "unknown",
            { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(
                address.GetAddressBytes().AsSpan(0, 8)
            ),
            _ => address.MapToIPv4().ToString(),
        };
}
