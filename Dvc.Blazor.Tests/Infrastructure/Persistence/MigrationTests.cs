using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Persistence;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=unused.db")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=unused")]
    public void Model_OfTheRunningProgram_HasNoChangeWithoutMigration(DatabaseProvider provider, string connection)
    {
        using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddPersistence(provider, connection)
            .AddSecurity(new HostingEnvironment { EnvironmentName = "Development" })
            .BuildServiceProvider();
        using var db = services.GetRequiredService<IDbContextFactory<DvcDbContext>>().CreateDbContext();

        var snapshot = db.GetService<IMigrationsAssembly>().ModelSnapshot!.Model;
        var last = db.GetService<IModelRuntimeInitializer>().Initialize(((IMutableModel)snapshot).FinalizeModel(), designTime: true);
        var changes = db.GetService<IMigrationsModelDiffer>()
            .GetDifferences(last.GetRelationalModel(), db.GetService<IDesignTimeModel>().Model.GetRelationalModel());

        Assert.Empty(changes.Select(Describe));
    }

    private static string Describe(Microsoft.EntityFrameworkCore.Migrations.Operations.MigrationOperation change) =>
        change.GetType().Name
        + " "
        + string.Join(' ', change.GetType().GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => p.GetValue(change)));
}
