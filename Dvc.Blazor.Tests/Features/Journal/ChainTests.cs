using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Journal;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Journal;

/// <summary>Somebody with access to the database changes the log; the check says where.</summary>
public sealed class ChainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Untouched_IsIntact_AndEveryLineIsLookedAt(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await OfficeLinesAsync(portal, 3);
        var seen = new Seen();

        Assert.Empty(await Reader(portal).RunAsync(seen, Cancel));

        var (dossiers, lines) = await portal.Data.Database.ReadAsync(
            async db =>
                (
                    await db.Dossiers.CountAsync(Cancel),
                    await db.AuditEvents.LongCountAsync(Cancel) + await db.OfficeEvents.LongCountAsync(Cancel)
                ),
            Cancel
        );
        Assert.Equal((dossiers, lines), (seen.Dossiers, seen.Lines));
    }

    public static TheoryData<DatabaseProvider, string, ChainFault> Tamperings()
    {
        var all = new TheoryData<DatabaseProvider, string, ChainFault>();
        foreach (var provider in new[] { DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql })
        {
            all.Add(provider, """UPDATE "AuditEvents" SET "Data" = '{}' WHERE "DossierId" = $ AND "Index" = 2""", ChainFault.Altered);
            all.Add(provider, """DELETE FROM "AuditEvents" WHERE "DossierId" = $ AND "Index" = 1""", ChainFault.Missing);
            all.Add(provider, """DELETE FROM "AuditEvents" WHERE "DossierId" = $ AND "Index" = 2""", ChainFault.CutOff);
            all.Add(provider, """UPDATE "Dossiers" SET "TrailLength" = 1 WHERE "Id" = $""", ChainFault.CutOff);
            all.Add(provider, """UPDATE "Dossiers" SET "TrailHead" = 'x' WHERE "Id" = $""", ChainFault.CutOff);
        }

        return all;
    }

    [Theory, MemberData(nameof(Tamperings))]
    public async Task TamperedLine_IsNamed(DatabaseProvider provider, string sql, ChainFault fault)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = Samples.Dossier(950);
        dossier.Accept(Samples.Officer(), null, Samples.Morning);
        await portal.Data.AddAsync(dossier);

        await TamperAsync(portal, "AuditEvents", sql.Replace("$", $"'{IdIn(provider, dossier.Id)}'", StringComparison.Ordinal));

        var broken = Assert.Single(await Reader(portal).RunAsync(null, Cancel));
        Assert.Equal((dossier.Number, fault), (broken.Dossier, broken.Fault));
        Assert.Equal(sql.StartsWith("DELETE", StringComparison.Ordinal) || fault == ChainFault.Altered ? 2 : broken.Index, broken.Index);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task OfficeLineTakenOut_IsNamed(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await OfficeLinesAsync(portal, 4);

        await TamperAsync(portal, "OfficeEvents", """DELETE FROM "OfficeEvents" WHERE "Number" = 2""");

        Assert.Equal([new BrokenLink(null, 3, ChainFault.Missing)], await Reader(portal).RunAsync(null, Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task NumberWithoutDossier_IsNamed(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var day = new DateOnly(2025, 6, 2);
        await portal.Data.Database.WriteAsync(db => db.NextDossierNumberAsync("H99.01", day, Cancel), Cancel);

        Assert.Equal(
            [new BrokenLink(DossierNumber.Format("H99.01", day, 1), 0, ChainFault.DossierGone)],
            await Reader(portal).RunAsync(null, Cancel)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Job_NotesWhatItFound_AndTwoWhoAskGetOneCheck(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var dossier = Samples.Dossier(951);
        await portal.Data.AddAsync(dossier);
        await TamperAsync(
            portal,
            "AuditEvents",
            $"""UPDATE "AuditEvents" SET "Kind" = 'Refused' WHERE "DossierId" = '{IdIn(provider, dossier.Id)}'"""
        );
        var desk = portal.Services.GetRequiredService<ChainDesk>();

        await Task.WhenAll(desk.AskAsync(admin, Cancel), desk.AskAsync(admin, Cancel));
        Assert.True(await portal.Services.GetRequiredService<ChainJob>().RunAsync(Cancel));
        Assert.False(await portal.Services.GetRequiredService<ChainJob>().RunAsync(Cancel));

        var check = Assert.Single((await desk.ListAsync(admin, Cancel))!);
        Assert.Equal((1, new BrokenLink(dossier.Number, 1, ChainFault.Altered)), (check.Broken, check.First));
        Assert.Equal(check.Total, check.Dossiers);
        Assert.NotNull(check.FinishedAt);
        var noted = await portal.Data.Database.ReadAsync(
            db => db.OfficeEvents.Where(e => e.Kind == OfficeEventKind.ChainChecked).Select(e => e.Data).SingleAsync(Cancel),
            Cancel
        );
        Assert.Contains(dossier.Number, noted, StringComparison.Ordinal);
        var citizen = await portal.UserAsync(Cast.Citizen);
        Assert.Null(await desk.ListAsync(citizen, Cancel));
        Assert.Equal("Journal.NotFound", (await Assert.ThrowsAsync<RuleViolationException>(() => desk.AskAsync(citizen, Cancel))).Rule);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task OfficeLines_CannotBeChangedThroughTheDatabase(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await OfficeLinesAsync(portal, 1);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            portal.Data.Database.WriteAsync(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "OfficeEvents" """, Cancel), Cancel)
        );
    }

    private static ChainReader Reader(SeededPortal portal) => portal.Services.GetRequiredService<ChainReader>();

    private static async Task OfficeLinesAsync(SeededPortal portal, int count)
    {
        var by = new Actor(await portal.UserAsync(Cast.Administrator), "A", ActorKind.Officer);
        for (var i = 0; i < count; i++)
        {
            await portal.Data.Database.WriteAsync(
                db => db.LogAsync(OfficeEventKind.LogExported, null, new { i }, by, Samples.Morning, Cancel),
                Cancel
            );
        }
    }

    private static string IdIn(DatabaseProvider provider, Guid id) =>
        provider == DatabaseProvider.Sqlite ? id.ToString().ToUpperInvariant() : id.ToString();

    // Whoever owns the database can also switch its guards off.
    private static Task<int> TamperAsync(SeededPortal portal, string table, string sql)
    {
        var guards =
            portal.Data.Provider == DatabaseProvider.Sqlite
                ? $"DROP TRIGGER \"{table}_NoUPDATE\"; DROP TRIGGER \"{table}_NoDELETE\";"
                : $"ALTER TABLE \"{table}\" DISABLE TRIGGER \"{table}_AppendOnly\";";
        return portal.Data.Database.WriteAsync(
            db =>
                db.Database.ExecuteSqlRawAsync(
                    (guards + sql).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal),
                    Cancel
                ),
            Cancel
        );
    }

    private sealed class Seen : IProgress<ChainPortion>
    {
        public int Dossiers { get; private set; }

        public long Lines { get; private set; }

        public void Report(ChainPortion value) => (Dossiers, Lines) = (Dossiers + value.Dossiers, Lines + value.Lines);
    }
}
