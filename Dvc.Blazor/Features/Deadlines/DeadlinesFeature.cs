using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dvc.Blazor.Features.Deadlines;

public static class DeadlinesFeature
{
    /// <summary>The board of time limits, and the job that tells officers of them. Needs the mails and the outbox.</summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.TryAddScoped<LetterWriter>();
        services.TryAddSingleton<NotificationLedger>();
        return services
            .AddSingleton<DeadlineQuery>()
            .AddSingleton<DeadlineActs>()
            .AddSingleton<DeadlineWatch>()
            .AddSingleton<DeadlineJob>()
            .AddHostedService(provider => provider.GetRequiredService<DeadlineJob>())
            .AddOutboxHandler<DeadlineNoticed, DeadlineMail>();
    }
}
