using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>
/// What every SQLite connection is opened with: nothing acknowledged may be lost by a power cut, nobody gives up at the first lock, and pages the system holds
/// in memory are read where they are (a connection's own two megabytes are few for a big file).
/// </summary>
internal sealed class SqliteSession : DbConnectionInterceptor
{
    private const string Settings =
        "PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=1073741824;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
