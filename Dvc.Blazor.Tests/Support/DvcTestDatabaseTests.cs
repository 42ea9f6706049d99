using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Support;

public sealed class DvcTestDatabaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TwoDatabases_ShareNothing_TwoNodesShareTheDatabase(DatabaseProvider provider)
    {
        await using var first = await DvcTestDatabase.CreateAsync(provider);
        await using var second = await DvcTestDatabase.CreateAsync(provider);
        var otherNode = first.NewNode().GetRequiredService<DvcDatabase>();

        await first.Database.WriteAsync(db => Task.FromResult(db.DataProtectionKeys.Add(new() { FriendlyName = "rig" })), Cancel);

        Assert.Equal(1, await otherNode.ReadAsync(db => db.DataProtectionKeys.CountAsync(Cancel), Cancel));
        Assert.Equal(0, await second.Database.ReadAsync(db => db.DataProtectionKeys.CountAsync(Cancel), Cancel));
    }
}
