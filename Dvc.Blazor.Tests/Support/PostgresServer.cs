using System.Collections.Concurrent;
using Npgsql;

namespace Dvc.Blazor.Tests.Support;

/// <summary>
/// A PostgreSQL server of Debian's on a free port of the loopback, with its data in a temporary folder.
/// Most tests take <see cref="SharedServers.PostgresAsync"/> and a database of their own from it;
/// a test that stops or kills the server starts one for itself.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly string[] ForTests = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];

    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new();
    private readonly SemaphoreSlim _copying = new(1, 1);
    private readonly bool _durable;
    private RunningProgram? _program;
    private int _databases;

    private PostgresServer(bool durable) => _durable = durable;

    public int Port { get; } = FreePort.Next();

    /// <param name="durable">Whether a commit reaches the disk, as in service; tests that kill the server want it.</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false, CancellationToken cancellationToken = default)
    {
        var server = new PostgresServer(durable);
        await server.InitialiseAsync(cancellationToken);
        await server.StartAgainAsync(cancellationToken);
        return server;
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username=postgres;Include Error Detail=true";

    /// <summary>A new empty database; returns its connection string.</summary>
    public Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default) => CopyAsync("template0", cancellationToken);

    /// <summary>
    /// A new database that is a copy of one prepared once per server: <paramref name="prepare"/> gets the connection
    /// string of the empty template and migrates or seeds it. Returns the connection string of the copy.
    /// </summary>
    public async Task<string> CreateDatabaseAsync(
        string template,
        Func<string, Task> prepare,
        CancellationToken cancellationToken = default
    )
    {
        var ready = _templates.GetOrAdd(template, name => new(() => PrepareAsync(name, prepare)));
        return await CopyAsync(await ready.Value, cancellationToken);
    }

    /// <summary>Removes a database of this server, whoever is connected to it.</summary>
    public async Task DropAsync(string connectionString)
    {
        await using var pool = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(pool);
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", CancellationToken.None);
    }

    /// <summary>A planned stop that does not wait for its clients (PostgreSQL's "fast").</summary>
    public Task StopAsync() => _program!.StopAsync(signal: "INT");

    /// <summary>Ends at once without a checkpoint; the next start recovers from the log.</summary>
    public Task CrashAsync() => _program!.StopAsync(signal: "QUIT");

    /// <summary>Starts the stopped server on the same port and data.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        string[] arguments =
        [
            "-D",
            _folder.Path,
            "-p",
            $"{Port}",
            "-k",
            _folder.Path,
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "max_connections=200",
            .. _durable ? [] : ForTests,
        ];
        var (program, all) = AsPostgres("postgres", arguments);
        _program = RunningProgram.Start(program, all, _folder.Path);
        await Wait.UntilAsync(AnswersAsync, "PostgreSQL answers", cancellationToken: cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is { } program)
        {
            await program.StopAsync(signal: "QUIT");
            await program.DisposeAsync();
        }
        _copying.Dispose();
        _folder.Dispose();
    }

    private async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
            await RunningProgram.RunAsync("chown", ["postgres:", _folder.Path], cancellationToken);
        var (program, arguments) = AsPostgres(
            "initdb",
            ["-D", _folder.Path, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        );
        await RunningProgram.RunAsync(program, arguments, cancellationToken);
    }

    private async Task<bool> AnswersAsync()
    {
        if (_program!.HasExited)
            throw new InvalidOperationException($"PostgreSQL did not start: {_program.Output}");
        try
        {
            await ExecuteAsync("SELECT 1", CancellationToken.None);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task<string> PrepareAsync(string template, Func<string, Task> prepare)
    {
        await ExecuteAsync($"CREATE DATABASE \"{template}\" TEMPLATE template0", CancellationToken.None);
        var connectionString = ConnectionString(template);
        await prepare(connectionString);
        // A database is copied only while nobody is connected to it.
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'", CancellationToken.None);
        return template;
    }

    private async Task<string> CopyAsync(string template, CancellationToken cancellationToken)
    {
        var name = $"dvc_{Interlocked.Increment(ref _databases)}";
        await _copying.WaitAsync(cancellationToken);
        try
        {
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE \"{template}\"", cancellationToken);
        }
        finally
        {
            _copying.Release();
        }
        return ConnectionString(name);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are made by this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>PostgreSQL refuses to run as root, so root steps down to the user that Debian's package made.</summary>
    private static (string Program, string[] Arguments) AsPostgres(string name, string[] arguments)
    {
        var program = Path.Combine(Binaries.Value, name);
        return Environment.IsPrivilegedProcess
            ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", "--", program, .. arguments])
            : (program, arguments);
    }

    private static readonly Lazy<string> Binaries = new(() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(d => int.Parse(Path.GetFileName(d), System.Globalization.CultureInfo.InvariantCulture))
                .Select(d => Path.Combine(d, "bin"))
                .First(d => File.Exists(Path.Combine(d, "initdb")))
            : throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql")
    );
}
