using Dvc.Blazor.Features.Intake.Exports;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Sought;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Intake;

public static class IntakeFeature
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.TryAddSingleton<NotificationLedger>();
        services.AddSettings<ExportOptions>(ExportOptions.Section);
        return services
            .AddSingleton<BoardCatalogue>()
            .AddSingleton<BoardQuery>()
            .AddSingleton<BoardDesk>()
            .AddSingleton<SoughtBell>()
            .AddSingleton<SoughtDesk>()
            .AddSingleton<SoughtFilling>()
            .AddHostedService(provider => provider.GetRequiredService<SoughtFilling>())
            .AddSingleton<BulkDesk>()
            .AddSingleton<BoardExport>()
            .AddSingleton<IValidateOptions<ExportOptions>, ExportOptionsCheck>()
            .AddSingleton<ExportFolder>()
            .AddSingleton<ExportBell>()
            .AddSingleton<ExportQueue>()
            .AddSingleton<ExportDesk>()
            .AddSingleton<IExportWriter, ListWriter>()
            .AddSingleton<IExportWriter, PaperZip>()
            .AddSingleton<ExportJob>()
            .AddHostedService(provider => provider.GetRequiredService<ExportJob>());
    }

    public static void MapIntake(this IEndpointRouteBuilder routes)
    {
        BoardExport.Map(routes);
        ExportEndpoints.Map(routes);
    }
}
