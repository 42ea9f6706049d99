using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Web.RateLimits;

public static class RateLimitsSetup
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    /// <summary>Limits for pages and endpoints that say so by <see cref="RateLimitedAttribute"/>.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddSettings<RateLimitsOptions>(RateLimitsOptions.Section);
        services.AddSingleton<IValidateOptions<RateLimitsOptions>, RateLimitsCheck>();
        services.AddSingleton<ActLimits>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = SayWhenAsync;
        });
        services.AddOptions<RateLimiterOptions>().Configure<ActLimits>((limiter, limits) => limiter.GlobalLimiter = limits.ForRequests());
        return services;
    }

    // The page of the refusal reads the header too.
    private static ValueTask SayWhenAsync(OnRejectedContext refused, CancellationToken cancellationToken)
    {
        var wait = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after : Usual;
        refused.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
