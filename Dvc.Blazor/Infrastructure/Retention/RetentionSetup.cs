using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Retention;

public static class RetentionSetup
{
    /// <summary>The jobs that let personal data go when its time is over, and the erasure of accounts. Needs the database, the security and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddSettings<RetentionOptions>(RetentionOptions.Section);
        services
            .AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsCheck>()
            .AddSingleton<DraftRetention>()
            .AddSingleton<DossierRetention>()
            .AddSingleton<OutboxRetention>()
            .AddSingleton<NotificationRetention>()
            .AddSingleton<AccountErasure>();
        return services.AddSingleton<RetentionJob>().AddHostedService(provider => provider.GetRequiredService<RetentionJob>());
    }
}
