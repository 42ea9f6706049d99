using System.Net;
using System.Net.Http.Headers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>The product as an operator meets it: started, stopped, killed, misconfigured. Development checks the whole service container at start.</summary>
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
        Assert.False(server.Output.Contains("fail:", StringComparison.Ordinal), server.Output);
    }

    [Fact]
    public async Task Head_OfAnyAddress_IsAnsweredLikeGetWithoutTheBody()
    {
        await using var server = await DvcServer.StartAsync(new DvcServerOptions { OwnProcess = true, Environment = "Production" }, Cancel);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = server.BaseAddress,
        };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        foreach (
            var path in (string[])
                ["", "thu-tuc", "thu-tuc/2.000635", "tra-cuu", "dang-nhap", "khong-co", "ho-so/1/bien-nhan.pdf", "healthz/ready"]
        )
        {
            using var get = await http.GetAsync(path, Cancel);
            using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Cancel);

            Assert.Equal(
                (path, get.StatusCode, get.Content.Headers.ContentType),
                (path, head.StatusCode, head.Content.Headers.ContentType)
            );
            Assert.Equal(Names(get.Headers), Names(head.Headers));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Server_Killed_StartsAgainOnItsData(DatabaseProvider provider)
    {
        await using var server = await DvcServer.StartAsync(await OnAsync(provider), Cancel);

        await server.KillAsync();
        await server.StartAgainAsync(Cancel);

        Assert.False(server.HasExited);
        Assert.False(server.Output.Contains("fail:", StringComparison.Ordinal), server.Output);
        Assert.False(server.Output.Contains("already exists", StringComparison.Ordinal), server.Output);
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
    [InlineData("Accounts__WrongTriesPerAddress", "0")]
    [InlineData("RateLimits__SignIn", "0")]
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

    [Fact]
    public async Task DatabaseOfAnotherCertificate_StopsTheStart_AndItsOwnStartsAgain()
    {
        var database = await OnAsync(DatabaseProvider.PostgreSql);
        await using var server = await DvcServer.StartAsync(database, Cancel);
        await server.StopAsync();

        // Another folder of files, so another certificate.
        var (exitCode, output) = await DvcServer.StartInVainAsync(database, Cancel);
        await server.StartAgainAsync(Cancel);

        Assert.Equal(78, exitCode);
        // What the logger writes comes over another stream, before or after.
        var sentence = Assert.Single(output.Split('\n'), line => line.Contains("Keys:CertificateFile", StringComparison.Ordinal));
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

    private static IEnumerable<string> Names(HttpResponseHeaders headers) =>
        headers.Select(h => h.Key).Where(name => name != "Transfer-Encoding").Order(StringComparer.Ordinal);

    private static async Task<DvcServerOptions> OnAsync(DatabaseProvider provider) =>
        provider == DatabaseProvider.Sqlite
            ? new DvcServerOptions { OwnProcess = true, Begun = false }
            : new DvcServerOptions
            {
                OwnProcess = true,
                PostgreSql = await (await SharedServers.PostgresAsync()).CreateDatabaseAsync(Cancel),
            };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path, Cancel);
        return response.StatusCode;
    }
}
