using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

public static class FilesSetup
{
    /// <summary>Papers: the store, uploads, the scanner (when <c>ClamAv:Host</c> is set) and the jobs behind them. Needs the database and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSettings<FilesOptions>(FilesOptions.Section);
        services.AddSettings<ClamAvOptions>(ClamAvOptions.Section);
        services
            .AddSingleton<IValidateOptions<FilesOptions>, FilesOptionsCheck>()
            .AddSingleton<IValidateOptions<ClamAvOptions>, ClamAvOptionsCheck>();
        services.AddPaperHeaders();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IFileStore, LocalFileStore>();
        services.TryAddSingleton<IScanner>(provider =>
            provider.GetRequiredService<IOptions<ClamAvOptions>>().Value.IsConfigured
                ? ActivatorUtilities.CreateInstance<ClamAvScanner>(provider)
                : new NoScanner()
        );
        services.AddSingleton<UploadFolder>().AddSingleton<UploadTurns>().AddSingleton<UploadReceiver>().AddSingleton<PaperInspector>();
        services
            .AddSingleton<UploadMarkup>()
            .AddSingleton<PaperSlots>()
            .AddSingleton<PaperIntake>()
            .AddSingleton<MessageFiles>()
            .AddSingleton<ResultFiles>()
            .AddSingleton(provider => new PictureIntake(
                provider.GetRequiredService<PaperInspector>(),
                provider.GetRequiredService<UploadFolder>(),
                provider.GetRequiredService<IFileStore>(),
                provider.GetRequiredService<IScanner>()
            ))
            .AddSingleton<Uploads>()
            .AddSingleton<ScanQueue>();
        services.AddSingleton<ScanJob>().AddHostedService(provider => provider.GetRequiredService<ScanJob>());
        return services.AddSingleton<FileSweep>().AddHostedService(provider => provider.GetRequiredService<FileSweep>());
    }

    /// <summary>The addresses of uploads and downloads; after authentication and authorization.</summary>
    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapUploads();
        routes.MapPapers();
    }
}
