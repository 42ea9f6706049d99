using Dvc.Blazor.Features.Statistics;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Statistics;

/// <summary>The same figures counted by statements that were written by hand, one number at a time, without a line of the product.</summary>
internal sealed class PlainSql(DvcTestDatabase data, Period period, DateTime nowUtc, string where)
{
    // Where a dossier stood at a moment: the last passage before it says so.
    private const string StoodAt = """
        (SELECT s."To" FROM "ProcessingStep" AS s WHERE s."DossierId" = d."Id" AND s."At" < {0} ORDER BY s."Ordinal" DESC LIMIT 1)
        """;

    private bool IsPostgres => data.Provider == DatabaseProvider.PostgreSql;

    public async Task<Figures> CountAsync() =>
        new()
        {
            CarriedOver = await Standing(period.StartUtc),
            Filed = await Of("""d."SubmittedAt" >= {0} AND d."SubmittedAt" < {1}"""),
            Received = await Of("""d."AcceptedAt" >= {0} AND d."AcceptedAt" < {1}"""),
            Early = await Completed($"""{Day("CompletedAt")} < {Day("DueOriginal")}"""),
            OnTime = await Completed($"""{Day("CompletedAt")} >= {Day("DueOriginal")} AND d."CompletedAt" <= d."DueOriginal" """),
            Late = await Completed(""" d."CompletedAt" > d."DueOriginal" """),
            Unlimited = await Completed(""" d."DueOriginal" IS NULL """),
            AskedOnce = await Completed(Requests + " = 1"),
            AskedAgain = await Completed(Requests + " > 1"),
            Refused = await Of(
                """EXISTS (SELECT 1 FROM "ProcessingStep" AS s WHERE s."DossierId" = d."Id" AND s."Act" = 2 AND s."At" >= {0} AND s."At" < {1})"""
            ),
            Withdrawn = await Of(
                """EXISTS (SELECT 1 FROM "ProcessingStep" AS s WHERE s."DossierId" = d."Id" AND s."Act" = 18 AND s."At" >= {0} AND s."At" < {1})"""
            ),
            Discontinued = await Of(
                $$"""
                {{StoodAt.Replace("{0}", "{1}", StringComparison.Ordinal)}} = 8
                AND (SELECT MAX(s."At") FROM "ProcessingStep" AS s WHERE s."DossierId" = d."Id" AND s."Act" = 16 AND s."At" < {1}) >= {0}
                """
            ),
            InTime = await Standing(period.EndUtc, $"""NOT {IsStopped} AND (d."DueOriginal" IS NULL OR d."DueOriginal" >= {"{1}"})"""),
            Overdue = await Standing(period.EndUtc, $"""NOT {IsStopped} AND d."DueOriginal" < {"{1}"}"""),
            Paused = await Standing(period.EndUtc, IsStopped),
        };

    /// <summary>Dossiers of a kind by month.</summary>
    public async Task<Dictionary<string, int>> MonthsAsync(string column)
    {
        var month = IsPostgres
            ? $"""to_char(d."{column}" AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM')"""
            : $"""strftime('%Y-%m', d."{column}", '+7 hours')""";
        var sql = $$"""
            SELECT {{month}} || ' ' || COUNT(*) AS "Value" FROM "Dossiers" AS d
            WHERE d."{{column}}" >= {0} AND d."{{column}}" < {1} AND {{where}} GROUP BY {{month}}
            """;
        var rows = await RowsAsync<string>(sql, period.StartUtc, period.EndUtc);
        return rows.Select(r => r.Split(' '))
            .ToDictionary(r => r[0], r => int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Dossiers that an officer accepted.</summary>
    public Task<int> AcceptedByAsync(Guid officer) =>
        OneAsync(
            $$"""
            SELECT COUNT(*) AS "Value" FROM "Dossiers" AS d JOIN "ProcessingStep" AS s ON s."DossierId" = d."Id"
            WHERE s."Act" = 1 AND s."ActorId" = {2} AND s."At" >= {0} AND s."At" < {1} AND {{where}}
            """,
            period.StartUtc,
            period.EndUtc,
            officer
        );

    /// <summary>Dossiers that are completed and were laid before a leader by an officer last, or without that were completed by the officer.</summary>
    public Task<int> ExaminedByAsync(Guid officer) =>
        OneAsync(
            $$"""
            SELECT COUNT(*) AS "Value" FROM "Dossiers" AS d
            WHERE d."CompletedAt" >= {0} AND d."CompletedAt" < {1} AND {{where}} AND {2} = COALESCE(
                (SELECT a."ById" FROM "ApprovalSteps" AS a WHERE a."DossierId" = d."Id" AND a."Verdict" = 1 ORDER BY a."Ordinal" DESC LIMIT 1),
                (SELECT s."ActorId" FROM "ProcessingStep" AS s WHERE s."DossierId" = d."Id" AND s."Act" IN (13, 20) AND s."To" = 9 LIMIT 1))
            """,
            period.StartUtc,
            period.EndUtc,
            officer
        );

    private const string Requests =
        """(SELECT COUNT(*) FROM "SupplementRequests" AS q WHERE q."DossierId" = d."Id" AND q."SentAt" IS NOT NULL)""";

    private const string IsStopped =
        """EXISTS (SELECT 1 FROM "ClockStops" AS c WHERE c."DossierId" = d."Id" AND c."From" < {0} AND (c."To" IS NULL OR c."To" >= {0}))""";

    private string Day(string column) =>
        IsPostgres ? $"""CAST(d."{column}" AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)""" : $"""date(d."{column}", '+7 hours')""";

    private Task<int> Completed(string how) => Of($$"""d."CompletedAt" >= {0} AND d."CompletedAt" < {1} AND {{how}}""");

    private Task<int> Of(string what) =>
        OneAsync($"""SELECT COUNT(*) AS "Value" FROM "Dossiers" AS d WHERE {what} AND {where}""", period.StartUtc, period.EndUtc);

    private Task<int> Standing(DateTime moment, string how = "1 = 1") =>
        OneAsync(
            $$"""
            SELECT COUNT(*) AS "Value" FROM "Dossiers" AS d WHERE d."AcceptedAt" < {0} AND {{StoodAt}} IN (2, 4, 5, 6, 7)
            AND NOT EXISTS (SELECT 1 FROM "ProcessingStep" AS s WHERE s."DossierId" = d."Id" AND s."Act" = 18 AND s."At" < {0})
            AND {{how}} AND {{where}}
            """,
            moment,
            nowUtc < moment ? nowUtc : moment
        );

    private async Task<int> OneAsync(string sql, params object[] values) => Assert.Single(await RowsAsync<int>(sql, values));

    private async Task<List<T>> RowsAsync<T>(string sql, params object[] values)
    {
        await using var db = await data.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Database.SqlQueryRaw<T>(sql, values).ToListAsync(TestContext.Current.CancellationToken);
    }
}
