using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Dvc.Blazor.Infrastructure.Web;

/// <summary>The settings file at the top of the repository travels beside the program and is the first, weakest source.</summary>
public static class DocumentedDefaults
{
    public static void AddDocumentedDefaults(this IConfigurationBuilder configuration) =>
        configuration.Sources.Insert(
            0,
            new JsonConfigurationSource { FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory), Path = "appsettings.json" }
        );
}
