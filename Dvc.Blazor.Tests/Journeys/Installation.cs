using System.Data.Common;
using System.Globalization;
using Dvc.Blazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>How the product stands at an authority.</summary>
public enum Setting
{
    /// <summary>One node on a SQLite file.</summary>
    Sqlite,

    /// <summary>One node on PostgreSQL.</summary>
    PostgreSql,

    /// <summary>Two nodes on one PostgreSQL, one Redis and one folder of files.</summary>
    TwoNodes,
}

/// <summary>The product with all that stands around it, each a real process: nodes, mail server, database; and the citizen's piece of network, that can be cut.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly TempFolder _files = new();
    private readonly List<DvcServer> _nodes = [];
    private string _connection = "";

    private Installation(SmtpServer mail, CuttingProxy network) => (Mail, Network) = (mail, network);

    public SmtpServer Mail { get; }

    /// <summary>What lies between the citizen and the first node.</summary>
    public CuttingProxy Network { get; }

    /// <summary>The address that citizens use.</summary>
    public Uri Public => Network.Address;

    /// <summary>The address that officers use: the other node, if there is one.</summary>
    public Uri Office => _nodes[^1].BaseAddress;

    /// <summary>What the nodes wrote, for the report of a failed test.</summary>
    public string Output => string.Join('\n', _nodes.Select(node => node.Output));

    public static async Task<Installation> StartAsync(Setting setting, CancellationToken cancellationToken)
    {
        var installation = new Installation(await SmtpServer.StartAsync(cancellationToken: cancellationToken), CuttingProxy.Start());
        try
        {
            await installation.StartNodesAsync(setting, cancellationToken);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many dossiers of a procedure the database holds.</summary>
    public async Task<int> CountDossiersAsync(string procedureCode, CancellationToken cancellationToken)
    {
        await using DbConnection connection = _connection.StartsWith("Data Source", StringComparison.Ordinal)
            ? new SqliteConnection(_connection)
            : new NpgsqlConnection(_connection);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT count(*) FROM "Dossiers" WHERE "ProcedureCode" = @code""";
        var code = command.CreateParameter();
        (code.ParameterName, code.Value) = ("@code", procedureCode);
        command.Parameters.Add(code);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await Mail.DisposeAsync();
        _files.Dispose();
    }

    private async Task StartNodesAsync(Setting setting, CancellationToken cancellationToken)
    {
        var options = new DvcServerOptions
        {
            OwnProcess = true,
            SmtpPort = Mail.Port,
            PublicUrl = Public,
            FilesRoot = _files.Path,
        };
        if (setting != Setting.Sqlite)
            options = options with { PostgreSql = await (await SharedServers.PostgresAsync()).CreateDatabaseAsync(cancellationToken) };
        if (setting == Setting.TwoNodes)
            options = options with { Redis = (await SharedServers.RedisAsync()).Configuration };

        for (var node = 0; node < (setting == Setting.TwoNodes ? 2 : 1); node++)
            _nodes.Add(await DvcServer.StartAsync(options, cancellationToken));
        _connection = options.PostgreSql ?? $"Data Source={_nodes[0].SqliteFile};Mode=ReadOnly;Pooling=False";
        Network.ForwardTo(_nodes[0].BaseAddress);
    }
}
