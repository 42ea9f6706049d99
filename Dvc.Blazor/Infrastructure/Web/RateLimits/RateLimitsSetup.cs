using System.Globalization;
using System.Threading.RateLimiting;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Web.RateLimits;

public static class RateLimitsSetup
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    /// <summary>Limits for pages and endpoints that say so by <see cref="RateLimitedAttribute"/>; all nodes count together when there is Redis.</summary>
    /// <exception cref="InvalidSettingException">The setting of Redis cannot be read.</exception>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration settings)
    {
        if (RedisSettings.Read(settings) is not null)
            services.AddSingleton<SharedCounts>();
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

    // A limiter that does not say when: the next part of its window is the first chance.
    private static TimeSpan PartOf(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RateLimitedAttribute>() is not { } limited)
            return Usual;
        var options = context.RequestServices.GetRequiredService<IOptions<RateLimitsOptions>>().Value;
        var part = options.Of(limited.Kind).Window / ActLimits.Parts;
        return part > Usual ? part : Usual;
    }

    // The page of the refusal reads the header too.
    private static ValueTask SayWhenAsync(OnRejectedContext refused, CancellationToken cancellationToken)
    {
        var wait =
            refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero
                ? after
                : PartOf(refused.HttpContext);
        refused.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
