using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Features.Statistics;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Persistence.Seeding;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dvc.Bench;

/// <summary>The parts of the product that read, over a database of their own with the demo data in it.</summary>
internal sealed class Portal(WebApplication app) : IAsyncDisposable
{
    /// <summary>The demo officer at the one-stop department.</summary>
    private const string OfficerEmail = "motcua@dvc.local";

    public DvcDatabase Database => Get<DvcDatabase>();

    public static async Task<Portal> OpenAsync(DatabaseProvider provider, string connection)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["Database:Provider"] = provider.ToString();
        builder.Configuration["ConnectionStrings:Dvc"] = connection;
        builder.Configuration["Seed:Demo"] = "true";
        // The keys of the database lie with the papers, where a rebuild does not take them away.
        builder.Configuration["Files:Root"] = Path.Combine(Path.GetTempPath(), "dvc-bench");
        builder.Logging.ClearProviders();
        builder
            .Services.AddPersistence(builder.Configuration, builder.Environment)
            .AddSecurity(builder.Environment)
            .AddCatalogueReading()
            .AddSingleton<BoardCatalogue>()
            .AddSingleton<BoardQuery>()
            .AddSingleton<StatisticsScope>()
            .AddSingleton<StatisticsQuery>();
        var app = builder.Build();
        await app.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        return new Portal(app);
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Task<Guid> OfficerAsync() =>
        Database.ReadAsync(db => db.Users.Where(u => u.Email == OfficerEmail).Select(u => u.Id).SingleAsync(), CancellationToken.None);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
