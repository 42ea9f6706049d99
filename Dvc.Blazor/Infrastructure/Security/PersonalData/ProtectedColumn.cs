using System.Data.Common;
using System.Globalization;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dvc.Blazor.Infrastructure.Security.PersonalData;

/// <summary>A value as it lies in the database, with the key of its row.</summary>
internal sealed record StoredValue(IReadOnlyList<object> Key, string Stored);

/// <summary>A column that lies unreadable, as the database sees it: past the model, which would decrypt it.</summary>
internal sealed record ProtectedColumn(string Table, IReadOnlyList<string> Key, string Column)
{
    public string Name => $"{Table}.{Column}";

    public static IReadOnlyList<ProtectedColumn> All(IModel model) =>
        [.. PersonalDataColumns.All.Select(c => Of(model.FindEntityType(c.Entity)!, c.Property))];

    /// <summary>Values that were not written with the key of this prefix, in the order of their rows.</summary>
    public async Task<IReadOnlyList<StoredValue>> StaleAsync(
        DvcDbContext db,
        string prefix,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        var keys = string.Join(", ", Key.Select(k => $"\"{k}\""));
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = Command(
            db,
            $"""
            SELECT "{Column}", {keys} FROM "{Table}" WHERE "{Column}" IS NOT NULL AND substr("{Column}", 1, {prefix.Length.ToString(
                CultureInfo.InvariantCulture
            )}) <> @p0
            ORDER BY {keys} LIMIT {take.ToString(CultureInfo.InvariantCulture)} OFFSET {skip.ToString(CultureInfo.InvariantCulture)}
            """,
            prefix
        );
        var found = new List<StoredValue>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new StoredValue([.. Key.Select((_, i) => reader.GetValue(i + 1))], reader.GetString(0)));
        }

        return found;
    }

    /// <summary>Puts another value in place of a stored one, unless that has changed meanwhile; returns how many rows were changed.</summary>
    public async Task<int> ReplaceAsync(DvcDbContext db, StoredValue row, string renewed, CancellationToken cancellationToken)
    {
        var where = string.Join(" AND ", Key.Select((k, i) => $"\"{k}\" = @p{(i + 2).ToString(CultureInfo.InvariantCulture)}"));
        await using var command = Command(
            db,
            $"UPDATE \"{Table}\" SET \"{Column}\" = @p0 WHERE \"{Column}\" = @p1 AND {where}",
            [renewed, row.Stored, .. row.Key]
        );
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ProtectedColumn Of(IEntityType entity, string property)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        return new ProtectedColumn(
            table.Name,
            [.. entity.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName(table)!)],
            entity.FindProperty(property)!.GetColumnName(table)!
        );
    }

    // Names come from the model; values are always parameters.
    private static DbCommand Command(DvcDbContext db, string sql, params IReadOnlyList<object> values)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (value, i) in values.Select((v, i) => (v, i)))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"p{i.ToString(CultureInfo.InvariantCulture)}";
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
