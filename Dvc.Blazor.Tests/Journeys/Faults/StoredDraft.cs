using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Journeys.Faults;

/// <summary>What the database has of open drafts, read past the product.</summary>
internal static class StoredDraft
{
    /// <summary>JSON of each answer of the only open draft of a procedure, by path; read with the key ring in the same file and the server's certificate.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> AnswersAsync(DvcServer server, string procedure)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddKeyCertificates(KeyCertificates.OpenOwn(server.FilesRoot))
            .AddPersistence(DatabaseProvider.Sqlite, $"Data Source={server.SqliteFile};Mode=ReadOnly;Pooling=False")
            .BuildServiceProvider();
        return await services
            .GetRequiredService<DvcDatabase>()
            .ReadAsync(
                db =>
                    db.Drafts.Where(d => d.ProcedureCode == procedure && d.DossierId == null)
                        .Join(db.DraftAnswers, d => d.Id, a => a.DraftId, (_, a) => a)
                        .Where(a => a.Value != null)
                        .ToDictionaryAsync(a => a.Path, a => a.Value!, TestContext.Current.CancellationToken),
                TestContext.Current.CancellationToken
            );
    }

    /// <summary>Name and length of each paper of the open draft.</summary>
    public static Task<IReadOnlyDictionary<string, string>> PapersAsync(string sqliteFile, string procedure) =>
        ReadAsync(
            sqliteFile,
            """
            SELECT p."Id", p."File_FileName" || ' ' || p."File_Sha256" FROM "DraftPapers" p JOIN "Drafts" d ON d."Id" = p."DraftId"
            WHERE d."ProcedureCode" = $procedure
            """,
            procedure
        );

    public static async Task<string> ValueAsync(string sqliteFile, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={sqliteFile};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString() ?? "";
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string sqliteFile, string sql, string procedure)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var connection = new SqliteConnection($"Data Source={sqliteFile};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$procedure", procedure);
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            rows[reader.GetString(0)] = reader.GetString(1);
        return rows;
    }
}
