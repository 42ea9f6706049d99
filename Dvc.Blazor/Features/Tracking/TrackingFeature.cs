namespace Dvc.Blazor.Features.Tracking;

public static class TrackingFeature
{
    public static IServiceCollection AddTracking(this IServiceCollection services) => services.AddSingleton<TrackingQuery>();
}
