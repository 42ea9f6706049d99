using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace Dvc.Blazor.Infrastructure;

public static class RootSettings
{
    /// <summary>
    /// Puts the settings file that travels with the program in front of all other sources: it holds the documented defaults, and whatever else says
    /// something (environment, command line) wins.
    /// </summary>
    public static void AddRootSettings(this IConfigurationManager configuration, IHostEnvironment environment)
    {
        var defaults = new JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Optional = false };
        defaults.ResolveFileProvider();
        foreach (var same in configuration.Sources.OfType<JsonConfigurationSource>().Where(s => s.Path == "appsettings.json").ToList())
        {
            // The framework ranks it above ASPNETCORE_URLS.
            configuration.Sources.Remove(same);
        }

        configuration.Sources.Insert(0, defaults);
        if (environment.IsDevelopment())
        {
            // Never defaults outside development: everybody knows the password of the demo accounts, and it alone lets one in.
            configuration.Sources.Insert(
                1,
                new MemoryConfigurationSource { InitialData = [new("Seed:Demo", "true"), new("Accounts:RequireSecondFactor", "false")] }
            );
        }
    }
}
