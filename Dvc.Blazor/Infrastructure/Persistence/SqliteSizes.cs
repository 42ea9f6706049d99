using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>
/// Tells SQLite again and again how large its tables and indexes have become: a database that began empty would otherwise go about a million dossiers as if
/// there were ten. Only what has grown much is looked at, and a sample of it. PostgreSQL does so by itself.
/// </summary>
internal sealed class SqliteSizes(DvcDatabase database, JobTurns turns, TimeProvider clock, ILogger<SqliteSizes> log)
    : TurnJob("sizes", turns, clock, log)
{
    protected override Task<int> WorkAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                // 0x10002: of all tables, not only of those that this connection has read.
                await db.Database.ExecuteSqlRawAsync("PRAGMA analysis_limit=400; PRAGMA optimize=0x10002", cancellationToken);
                return 0;
            },
            cancellationToken
        );
}
