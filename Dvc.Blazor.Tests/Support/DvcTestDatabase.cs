using System.Collections.Concurrent;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace Dvc.Blazor.Tests.Support;

/// <summary>Both providers, for <c>[Theory, ClassData(typeof(BothDatabases))]</c>.</summary>
public sealed class BothDatabases : TheoryData<DatabaseProvider>
{
    public BothDatabases()
        : base([DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql]) { }
}

/// <summary>
/// A real database with the product's tables that lives as long as one test, opened by the product's own registration:
/// a SQLite file, or a database of the shared PostgreSQL server. What every test begins with is made once per run and copied.
/// </summary>
public sealed class DvcTestDatabase : IAsyncDisposable
{
    private readonly TempFolder? _folder;
    private readonly List<ServiceProvider> _nodes = [];

    private DvcTestDatabase(DatabaseProvider provider, string connectionString, TempFolder? folder)
    {
        Provider = provider;
        ConnectionString = connectionString;
        _folder = folder;
        Services = NewNode();
    }

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    /// <summary>Monday 2 June 2025, 09:00 in Vietnam, until a test moves it.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2025, 6, 2, 2, 0, 0, TimeSpan.Zero));

    /// <summary>What the product registers for its data, and what the test added.</summary>
    public ServiceProvider Services { get; }

    public DvcDatabase Database => Services.GetRequiredService<DvcDatabase>();

    public DossierFeed Feed => Services.GetRequiredService<DossierFeed>();

    public IDbContextFactory<DvcDbContext> Contexts => Services.GetRequiredService<IDbContextFactory<DvcDbContext>>();

    /// <param name="rows">Entities stored before the test begins.</param>
    public static async Task<DvcTestDatabase> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, params object[] rows)
    {
        var database =
            provider == DatabaseProvider.Sqlite
                ? await SqliteAsync(await SqliteTemplate.Value)
                : await PostgresAsync("dvc_schema", empty => MakeSchemaAsync(DatabaseProvider.PostgreSql, empty));
        if (rows.Length > 0)
            await database.AddAsync(rows);
        return database;
    }

    /// <summary>A copy of a database that is filled once per run.</summary>
    /// <param name="template">Its name among the copied ones.</param>
    /// <param name="fill">Fills it, from the tables on.</param>
    public static async Task<DvcTestDatabase> CopyAsync(DatabaseProvider provider, string template, Func<DvcTestDatabase, Task> fill)
    {
        if (provider == DatabaseProvider.Sqlite)
            return await SqliteAsync(await Filled.GetOrAdd(template, _ => new(() => FillSqliteAsync(fill))).Value);
        return await PostgresAsync(template, empty => FillAsync(new DvcTestDatabase(provider, empty, null), fill));
    }

    /// <summary>Stores entities by a plain context.</summary>
    public async Task AddAsync(params object[] rows)
    {
        await using var db = await Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        db.AddRange(rows);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Services of another process on the same database, with caches, locks and feed of their own;
    /// <paramref name="more"/> registers what the test needs besides the data. Disposed with the database.
    /// </summary>
    public ServiceProvider NewNode(Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(Cipher)
            .AddPersistence(Provider, ConnectionString);
        more?.Invoke(services);
        var node = services.BuildServiceProvider(validateScopes: true);
        _nodes.Add(node);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await EndNodesAsync();
        if (Provider == DatabaseProvider.Sqlite)
            SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        else
            await (await SharedServers.PostgresAsync()).DropAsync(ConnectionString);
        _folder?.Dispose();
    }

    private async Task EndNodesAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    private static async Task FillAsync(DvcTestDatabase database, Func<DvcTestDatabase, Task> fill)
    {
        await fill(database);
        await database.EndNodesAsync();
    }

    private static async Task<byte[]> FillSqliteAsync(Func<DvcTestDatabase, Task> fill)
    {
        await using var database = await SqliteAsync(await SqliteTemplate.Value);
        await FillAsync(database, fill);
        // What still lies in the write-ahead log belongs into the file.
        await using var connection = new SqliteConnection($"{database.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
        return await File.ReadAllBytesAsync(connection.DataSource);
    }

    private static async Task<DvcTestDatabase> SqliteAsync(byte[] template)
    {
        var folder = new TempFolder();
        var file = folder.File("dvc.db");
        await File.WriteAllBytesAsync(file, template);
        return new DvcTestDatabase(DatabaseProvider.Sqlite, $"Data Source={file}", folder);
    }

    private static async Task<DvcTestDatabase> PostgresAsync(string template, Func<string, Task> prepare)
    {
        var server = await SharedServers.PostgresAsync();
        var connectionString = await server.CreateDatabaseAsync(template, prepare);
        return new DvcTestDatabase(DatabaseProvider.PostgreSql, connectionString + ";Maximum Pool Size=30", null);
    }

    private static readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> Filled = new(StringComparer.Ordinal);

    private static readonly Lazy<Task<byte[]>> SqliteTemplate = new(async () =>
    {
        using var folder = new TempFolder();
        var file = folder.File("schema.db");
        // The last connection to close folds the write-ahead log into the file, so none may stay in a pool.
        await MakeSchemaAsync(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=false");
        return await File.ReadAllBytesAsync(file);
    });

    // One for the whole run: each cipher costs a model of its own.
    private static readonly PersonalDataCipher Cipher = new(new EphemeralDataProtectionProvider());

    private static async Task MakeSchemaAsync(DatabaseProvider provider, string connectionString)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Cipher)
            .AddPersistence(provider, connectionString)
            .BuildServiceProvider();
        await using var db = services.GetRequiredService<IDbContextFactory<DvcDbContext>>().CreateDbContext();
        if (db.Database.GetMigrations().Any())
            await db.Database.MigrateAsync();
        else
            await db.Database.EnsureCreatedAsync();
    }
}
