using Microsoft.AspNetCore.RateLimiting;

namespace Dvc.Blazor.Features.Tracking;

public static class TrackingFeature
{
    public static IServiceCollection AddTracking(this IServiceCollection services)
    {
        services.Configure<RateLimiterOptions>(limits => limits.AddPolicy<string, LookUpLimit>(LookUpLimit.Name));
        return services.AddSingleton<TrackingQuery>();
    }
}
