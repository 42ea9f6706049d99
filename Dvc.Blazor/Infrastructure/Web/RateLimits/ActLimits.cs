using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Dvc.Blazor.Domain;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Web.RateLimits;

/// <summary>Counts how often something is done from a network address and by an account: with Redis for all nodes together, else on this node.</summary>
public sealed class ActLimits : IDisposable
{
    /// <summary>Parts of a window; what was counted in one is forgotten together.</summary>
    internal const int Parts = 6;

    private readonly PartitionedRateLimiter<Caller> _limits;

    public ActLimits(IOptions<RateLimitsOptions> options, SharedCounts? shared = null)
    {
        var settings = options.Value;
        _limits = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<Caller, string>(caller => Partition(settings, shared, caller.Kind, caller.Network)),
            PartitionedRateLimiter.Create<Caller, string>(caller => Partition(settings, shared, caller.Kind, caller.Account))
        );
    }

    /// <summary>For acts that come through a circuit or a service, where no request is seen: counts one for the account.</summary>
    /// <exception cref="RuleViolationException">Too often (<c>RateLimit.Exceeded</c>).</exception>
    public async Task RequireAsync(LimitKind kind, Guid account, CancellationToken cancellationToken)
    {
        using var lease = await _limits.AcquireAsync(new Caller(kind, null, account.ToString("N")), 1, cancellationToken);
        if (!lease.IsAcquired)
        {
            throw new RuleViolationException("RateLimit.Exceeded");
        }
    }

    public void Dispose() => _limits.Dispose();

    /// <summary>The same limits for requests; those of pages that are not limited pass.</summary>
    internal PartitionedRateLimiter<HttpContext> ForRequests() => _limits.WithTranslatedKey<HttpContext>(CallerOf, leaveOpen: true);

    private static Caller CallerOf(HttpContext context)
    {
        var limited = context.GetEndpoint()?.Metadata.GetMetadata<RateLimitedAttribute>();
        return limited?.Counts(context.Request) == true
            ? new Caller(
                limited.Kind,
                NetworkOf(context.Connection.RemoteIpAddress),
                context.User.FindFirstValue(ClaimTypes.NameIdentifier)
            )
            : default;
    }

    private static RateLimitPartition<string> Partition(RateLimitsOptions options, SharedCounts? shared, LimitKind? kind, string? who)
    {
        if (kind is not { } counted || who is null || !options.Enabled)
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var (times, window) = options.Of(counted);
        return RateLimitPartition.Get(
            $"{counted}/{who}",
            name => shared is null ? OfThisNode(times, window) : new SharedLimiter(shared, name, times, window, OfThisNode(times, window))
        );
    }

    private static SlidingWindowRateLimiter OfThisNode(int times, TimeSpan window) =>
        new(
            new SlidingWindowRateLimiterOptions
            {
                PermitLimit = times,
                Window = window,
                SegmentsPerWindow = Parts,
            }
        );

    /// <summary>Under which name an address is counted. A household has a whole /64 of IPv6 addresses; counting single ones would count nothing.</summary>
    public static string NetworkOf(IPAddress? address) =>
        address switch
        {
            null => "unknown",
            { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(
                address.GetAddressBytes().AsSpan(0, 8)
            ),
            _ => address.MapToIPv4().ToString(),
        };

    private readonly record struct Caller(LimitKind? Kind, string? Network, string? Account);
}
