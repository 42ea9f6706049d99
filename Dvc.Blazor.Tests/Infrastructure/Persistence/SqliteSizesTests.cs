using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Persistence;

public sealed class SqliteSizesTests
{
    [Fact]
    public async Task Run_TellsSqliteHowLargeTheTablesAre()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        Assert.False(await KnowsAsync(portal));

        await ActivatorUtilities.CreateInstance<SqliteSizes>(portal.Services).RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.True(await KnowsAsync(portal));
    }

    private static Task<bool> KnowsAsync(SeededPortal portal) =>
        portal.Data.Database.ReadAsync(
            async db =>
                await db
                    .Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = 'sqlite_stat1'")
                    .SingleAsync(TestContext.Current.CancellationToken) == 1
                && await db
                    .Database.SqlQuery<string>($"SELECT stat AS \"Value\" FROM sqlite_stat1 WHERE tbl = 'Agencies'")
                    .AnyAsync(TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );
}
