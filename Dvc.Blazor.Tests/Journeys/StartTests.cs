using System.Net;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>The product as an operator meets it: started, stopped, killed, misconfigured. Development checks the whole service container at start.</summary>
[Collection(BrowserTests.Name)]
public sealed class StartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Server_Started_ServesPagesAndAssets_AndEndsWhenAsked(DatabaseProvider provider)
    {
        await using var server = await DvcServer.StartAsync(await OnAsync(provider), Cancel);
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "healthz/live"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "_framework/blazor.web.js"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "_content/MudBlazor/MudBlazor.min.css"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "lib/signalr.min.js"));
        Assert.Equal(0, await server.StopAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Server_Killed_StartsAgainOnItsData(DatabaseProvider provider)
    {
        await using var server = await DvcServer.StartAsync(await OnAsync(provider), Cancel);

        await server.KillAsync();
        await server.StartAgainAsync(Cancel);

        Assert.False(server.HasExited);
    }

    [Theory]
    [InlineData("Database__Provider", "Oracle")]
    [InlineData("Seed__Demo", "maybe")]
    [InlineData("Portal__PublicUrl", "dvc")]
    [InlineData("Portal__AgenciesAsOf", "tomorrow")]
    public async Task BadOption_StopsTheStart_AndIsNamed(string name, string value)
    {
        var options = new DvcServerOptions { More = new Dictionary<string, string?> { [name] = value } };

        var (exitCode, output) = await DvcServer.StartInVainAsync(options, Cancel);

        Assert.NotEqual(0, exitCode);
        Assert.True(
            output.Contains(name, StringComparison.Ordinal)
                || output.Contains(name.Replace("__", ":", StringComparison.Ordinal), StringComparison.Ordinal),
            $"The key {name} is not named in:\n{output}"
        );
    }

    private static async Task<DvcServerOptions> OnAsync(DatabaseProvider provider) =>
        provider == DatabaseProvider.Sqlite
            ? new DvcServerOptions()
            : new DvcServerOptions { PostgreSql = await (await SharedServers.PostgresAsync()).CreateDatabaseAsync(Cancel) };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path, Cancel);
        return response.StatusCode;
    }
}
