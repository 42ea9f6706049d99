using System.Net;
using Npgsql;
using Xunit;

namespace Dvc.Blazor.Tests.Support;

public sealed class ServerRigTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Postgres_AskedTwice_GivesTwoDatabasesOfOnePreparedTemplate()
    {
        var server = await SharedServers.PostgresAsync();
        var prepared = 0;
        async Task PrepareAsync(string connectionString)
        {
            prepared++;
            await AskAsync(connectionString, "CREATE TABLE word (text text); INSERT INTO word VALUES ('Chư Pưh')");
        }

        var first = await server.CreateDatabaseAsync("rig", PrepareAsync, Cancel);
        await AskAsync(first, "DELETE FROM word");
        var second = await server.CreateDatabaseAsync("rig", PrepareAsync, Cancel);

        Assert.Equal(1, prepared);
        Assert.Equal(0L, await AskAsync(first, "SELECT count(*) FROM word"));
        Assert.Equal("Chư Pưh", await AskAsync(second, "SELECT text FROM word"));
    }

    [Fact]
    public async Task Postgres_Crashed_KeepsWhatWasCommitted()
    {
        await using var server = await PostgresServer.StartAsync(durable: true, Cancel);
        var database = await server.CreateDatabaseAsync(Cancel);
        await AskAsync(database, "CREATE TABLE word (text text); INSERT INTO word VALUES ('đã lưu')");

        await server.CrashAsync();
        await server.StartAgainAsync(Cancel);

        Assert.Equal("đã lưu", await AskAsync(database, "SELECT text FROM word"));
    }

    [Fact]
    public async Task Redis_Started_Answers()
    {
        var server = await SharedServers.RedisAsync();
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(server.Configuration);

        await redis.GetDatabase().StringSetAsync("rig", "1");

        Assert.Equal("1", await redis.GetDatabase().StringGetAsync("rig"));
    }

    [Fact]
    public async Task Program_AskedToEnd_EndsAndKeepsItsWords()
    {
        await using var program = RunningProgram.Start(
            "/bin/sh",
            ["-c", "trap 'echo bye; exit 3' TERM; echo hi; while :; do sleep 0.05; done"]
        );
        await Wait.UntilAsync(() => program.Output == "hi", "the program speaks", null, Cancel);

        Assert.Equal(3, await program.StopAsync());
        Assert.Equal("hi\nbye", program.Output);
    }

    [Fact]
    public async Task Waiting_InVain_Fails() =>
        await Assert.ThrowsAsync<TimeoutException>(() => Wait.UntilAsync(() => false, "never", TimeSpan.FromMilliseconds(60), Cancel));

    private static async Task<object?> AskAsync(string connectionString, string sql)
    {
        // Without a pool, so that a crash of the server leaves no dead connection behind.
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
