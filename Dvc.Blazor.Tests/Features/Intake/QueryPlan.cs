using System.Text.RegularExpressions;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>How a database would go about a query.</summary>
internal sealed partial class QueryPlan(IReadOnlyList<string> lines, string sql, bool isPostgres)
{
    public static async Task<QueryPlan> OfAsync<T>(DvcDbContext db, IQueryable<T> query, CancellationToken cancellationToken)
    {
        var isPostgres = db is PostgresDvcDbContext;
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (isPostgres)
        {
            // The tables of a test are so small that walking through them is cheapest; the question is whether there is another way.
            await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off", cancellationToken);
        }

        await using var command = query.CreateDbCommand();
        var sql = command.CommandText;
        command.CommandText = (isPostgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(reader.GetString(isPostgres ? 0 : 3));
        }

        return new QueryPlan(lines, sql, isPostgres);
    }

    /// <summary>Whether a table is read from end to end, by itself or along an index.</summary>
    public bool WalksThrough(string table) =>
        isPostgres
            ? lines.Any(l => l.Contains($"Seq Scan on \"{table}\"", StringComparison.Ordinal))
            : lines
                .Select(l => Scan().Match(l))
                .Any(m => m.Success && sql.Contains($"\"{table}\" AS \"{m.Groups["alias"].Value}\"", StringComparison.Ordinal));

    public override string ToString() => string.Join('\n', lines.Append(sql));

    [GeneratedRegex(@"^SCAN (?<alias>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scan();
}
