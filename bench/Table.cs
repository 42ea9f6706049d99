using System.Data.Common;
using System.Globalization;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Dvc.Bench;

/// <summary>A table as rows of bare values, for filling it fast.</summary>
internal sealed class Table
{
    private readonly DbConnection _connection;
    private readonly string _name;
    private readonly List<IProperty> _columns;
    private readonly Dictionary<string, int> _places;

    public Table(DvcDbContext db, Type type)
    {
        _connection = db.Database.GetDbConnection();
        var entity = db.Model.FindEntityType(type)!;
        _name = $"\"{entity.GetTableName()}\"";
        _columns = [.. entity.GetProperties().Where(p => p.GetComputedColumnSql() is null)];
        _places = _columns.Select((c, i) => (c.Name, i)).ToDictionary(c => c.Name, c => c.i, StringComparer.Ordinal);
    }

    private string Columns => string.Join(", ", _columns.Select(c => $"\"{c.GetColumnName()}\""));

    public int At(string property) => _places[property];

    public async Task<List<object?[]>> ReadAsync()
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM {_name}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[_columns.Count];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A copy of a row, all its instants earlier by the same time.</summary>
    public object?[] Moved(object?[] row, TimeSpan back) => [.. row.Select((v, i) => IsInstant(_columns[i]) ? Earlier(v, back) : v)];

    public Task WriteAsync(IEnumerable<object?[]> rows) =>
        _connection is NpgsqlConnection postgres ? CopyAsync(postgres, rows) : InsertAsync(rows);

    private async Task CopyAsync(NpgsqlConnection postgres, IEnumerable<object?[]> rows)
    {
        await using var import = await postgres.BeginBinaryImportAsync($"COPY {_name} ({Columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await import.WriteRowAsync(CancellationToken.None, row);
        }

        await import.CompleteAsync();
    }

    private async Task InsertAsync(IEnumerable<object?[]> rows)
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        await using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {_name} ({Columns}) VALUES ({string.Join(", ", _columns.Select((_, i) => $"$p{i}"))})";
        foreach (var row in rows)
        {
            command.Parameters.Clear();
            for (var i = 0; i < row.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"$p{i}";
                parameter.Value = row[i] ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static bool IsInstant(IProperty column) => (Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType) == typeof(DateTime);

    private static object? Earlier(object? value, TimeSpan back) =>
        value switch
        {
            DateTime instant => instant - back,
            string text => DateTime.Parse(text, CultureInfo.InvariantCulture) - back,
            _ => value,
        };
}
