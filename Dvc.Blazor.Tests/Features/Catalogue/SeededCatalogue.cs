using Dvc.Blazor.Features.Catalogue;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Persistence.Seeding;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Catalogue;

/// <summary>The shipped catalogue in a real database, and the queries of the feature over it.</summary>
internal static class SeededCatalogue
{
    public static readonly DateOnly LastDayOfDistricts = new(2025, 6, 30);
    public static readonly DateOnly FirstDayOfTwoLevels = new(2025, 7, 1);

    public static async Task<DvcTestDatabase> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var data = await DvcTestDatabase.CreateAsync(provider);
        await SeedAsync(data);
        return data;
    }

    /// <summary>Runs the product's own start, as every start of the program does.</summary>
    public static Task SeedAsync(DvcTestDatabase data, bool demo = false) =>
        data.NewNode(services => AddStart(services, demo))
            .GetRequiredService<DatabaseStart>()
            .RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The feature's queries on a day; null means today by the database's clock.</summary>
    public static ServiceProvider On(this DvcTestDatabase data, DateOnly? day) =>
        data.NewNode(services =>
            services.AddCatalogueReading().AddCatalogue().AddOptions<PortalOptions>().Configure(portal => portal.AgenciesAsOf = day)
        );

    private static void AddStart(IServiceCollection services, bool demo)
    {
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["Seed:Demo"] = demo ? "true" : "false" })
                .Build()
        );
        services.AddDataProtection();
        services.AddIdentityCore<DvcUser>().AddRoles<IdentityRole<Guid>>().AddEntityFrameworkStores<DvcDbContext>();
    }
}
