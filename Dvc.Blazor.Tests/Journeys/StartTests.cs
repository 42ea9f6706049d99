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
    [InlineData("Portal__PublicUrl", "http://[dvc")]
    [InlineData("Portal__AgenciesAsOf", "tomorrow")]
    [InlineData("Urls", "http://localhost:many")]
    [InlineData("Mail__Port", "smtp")]
    [InlineData("Mail__Security", "Often")]
    [InlineData("Files__MaxFileBytes", "20MB")]
    [InlineData("Files__MaxFilesPerSlot", "0")]
    [InlineData("ClamAv__Port", "99999999999")]
    [InlineData("Accounts__SignInsPerMinute", "0")]
    [InlineData("Redis__Configuration", "a b c")]
    public async Task BadOption_StopsTheStart_WithOnePlainSentence(string name, string value)
    {
        var options = new DvcServerOptions { More = new Dictionary<string, string?> { [name] = value } };

        var (exitCode, output) = await DvcServer.StartInVainAsync(options, Cancel);

        Assert.Equal(78, exitCode);
        var sentence = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(name.Replace("__", ":", StringComparison.Ordinal), sentence, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", sentence, StringComparison.Ordinal);
        Assert.Contains("should be", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sqlite", "Host=db;Password=s3cret")]
    [InlineData("PostgreSql", "Data Source=dvc.db;Password=s3cret")]
    public async Task ConnectionString_OfTheOtherDatabase_StopsTheStartWithoutTellingItsPassword(string provider, string connection)
    {
        var settings = new Dictionary<string, string?> { ["Database__Provider"] = provider, ["ConnectionStrings__Dvc"] = connection };

        var (exitCode, output) = await DvcServer.StartInVainAsync(new DvcServerOptions { More = settings }, Cancel);

        Assert.Equal(78, exitCode);
        var sentence = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("ConnectionStrings:Dvc", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", sentence, StringComparison.Ordinal);
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
