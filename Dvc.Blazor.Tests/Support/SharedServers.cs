using Dvc.Blazor.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedServers))]

namespace Dvc.Blazor.Tests.Support;

/// <summary>Servers that are started by the first test that asks and stopped after the last test of the run.</summary>
public sealed class SharedServers : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Postgres = new(() => PostgresServer.StartAsync());
    private static readonly Lazy<Task<RedisServer>> Redis = new(() => RedisServer.StartAsync());
    private static readonly Lazy<Task<SharedBrowser>> Chromium = new(SharedBrowser.StartAsync);

    private static readonly Lazy<Task<DvcServer>> FirstStart = new(async () =>
    {
        var server = await DvcServer.StartAsync(new DvcServerOptions { Begun = false });
        await server.StopAsync();
        return server;
    });

    public static Task<PostgresServer> PostgresAsync() => Postgres.Value;

    public static Task<RedisServer> RedisAsync() => Redis.Value;

    internal static Task<SharedBrowser> BrowserAsync() => Chromium.Value;

    /// <summary>A node that was started on nothing, with demo data, and stopped: its folder holds what every node begins with.</summary>
    internal static Task<DvcServer> FirstStartAsync() => FirstStart.Value;

    public async ValueTask DisposeAsync()
    {
        await EndAsync(Chromium);
        await EndAsync(FirstStart);
        await EndAsync(Postgres);
        await EndAsync(Redis);
    }

    private static async Task EndAsync<T>(Lazy<Task<T>> server)
        where T : IAsyncDisposable
    {
        if (server.IsValueCreated && server.Value.IsCompletedSuccessfully)
            await (await server.Value).DisposeAsync();
    }
}
