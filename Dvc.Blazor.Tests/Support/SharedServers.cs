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

    public static Task<PostgresServer> PostgresAsync() => Postgres.Value;

    public static Task<RedisServer> RedisAsync() => Redis.Value;

    internal static Task<SharedBrowser> BrowserAsync() => Chromium.Value;

    public async ValueTask DisposeAsync()
    {
        await EndAsync(Chromium);
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
