using System.Text;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Intake.Exports;
using Dvc.Blazor.Features.Statistics;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Sheets;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Statistics;

public sealed class DossierRegisterTests
{
    private const string Unit = StatisticsCrowd.Elsewhere;

    private static readonly Period June = new(new DateOnly(2025, 6, 1), new DateOnly(2025, 6, 30));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Book_HoldsEachDossierAcceptedInThePeriodOnce_OnPagesAndInFiles(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (query, me) = await OpenAsync(portal);
        // More than a page and more than is read at a time, many accepted in the same moment.
        var many = Enumerable.Range(0, 1100).Select(i => Accepted(2000 + i, StatisticsCrowd.June.AddMinutes(i / 300))).ToList();
        await portal.Data.AddAsync([
            .. many,
            Accepted(4000, StatisticsCrowd.June.AddMilliseconds(-1)),
            Accepted(4001, StatisticsCrowd.July.AddMilliseconds(-1)),
            Accepted(4002, StatisticsCrowd.July),
            Samples.Dossier(4003, unit: Unit, receiving: Unit, competent: Unit, at: StatisticsCrowd.June),
            Accepted(4004, StatisticsCrowd.June, StatisticsCrowd.Commune),
        ]);
        string[] expected = [.. many.Select(d => d.Number), "H21.65-250602-4001"];

        var first = (await query.RunAsync(me, Unit, June, 1, Cancel))!;
        var last = (await query.RunAsync(me, Unit, June, first.Pages, Cancel))!;
        var all = await query.AllAsync(me, Unit, June, Cancel).ToListAsync(Cancel);

        Assert.Equal((1101, 23), (first.Total, first.Pages));
        Assert.Equal(expected, all.Select(e => e.Number));
        Assert.Equal(Enumerable.Range(1, 1101), all.Select(e => e.Serial));
        Assert.Equal(expected[..50], first.Entries.Select(e => e.Number));
        Assert.Equal((1101, "H21.65-250602-4001"), (last.Entries[^1].Serial, last.Entries[^1].Number));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Entry_TellsTheWayOfTheDossier(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (query, me) = await OpenAsync(portal);
        var at = StatisticsCrowd.June.AddHours(9);
        var dossier = Samples.Dossier(
            3000,
            unit: Unit,
            receiving: Unit,
            competent: Unit,
            answers: """{"nop_dia_chi":{"street":"Làng Kênh Mék","commune":{"name":"Xã Ia Le"}}}""",
            at: at
        );
        dossier.Accept(Samples.Officer(), at.AddDays(4), at);
        dossier.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), at.AddDays(1));
        dossier.Complete(Samples.Officer(), at.AddDays(6));
        dossier.ReturnResult(Samples.Officer(), new ResultReturnDetails(ResultDelivery.OneStop, "Siu Blưh"), [], at.AddDays(7));
        await portal.Data.AddAsync(dossier);

        var entry = Assert.Single((await query.RunAsync(me, null, June, 1, Cancel))!.Entries);

        Assert.Equal(
            [
                "1",
                "H21.65-250602-3000",
                "Cấp bản sao trích lục hộ tịch",
                "1",
                "Rơ Châm H’Yên",
                "Làng Kênh Mék, Xã Ia Le; 0905123456",
                (await portal.Data.Database.ReadAsync(db => db.Agencies.SingleAsync(a => a.Id == Unit, Cancel), Cancel)).Name,
                "01/06/2025",
                "05/06/2025",
                "02/06/2025",
                "07/06/2025",
                "08/06/2025",
                "Tại bộ phận Một cửa",
                "Siu Blưh",
                "Trễ hạn",
            ],
            entry.Cells
        );
        Assert.Equal(RegisterEntry.Headings.Count, entry.Cells.Count);
    }

    [Fact]
    public async Task Book_OfAnotherUnit_IsNotThere()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (query, me) = await OpenAsync(portal);
        await portal.Data.AddAsync(Accepted(2000, StatisticsCrowd.June), Accepted(2001, StatisticsCrowd.June, StatisticsCrowd.Commune));

        var book = (await query.RunAsync(me, StatisticsCrowd.Commune, June, 1, Cancel))!;

        Assert.Equal(Unit, Assert.Single(book.Units).Key);
        Assert.NotNull(book.UnitError);
        Assert.Empty(book.Entries);
        Assert.Empty(await query.AllAsync(me, StatisticsCrowd.Commune, June, Cancel).ToListAsync(Cancel));
        Assert.Null(await query.RunAsync(await portal.UserAsync(Cast.Citizen), Unit, June, 1, Cancel));
    }

    [Fact]
    public async Task Files_AreTheBook_AndHoldNoFormulas()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (_, me) = await OpenAsync(portal);
        var dossier = Samples.Dossier(
            2000,
            unit: Unit,
            receiving: Unit,
            competent: Unit,
            answers: """{"chu_ho_so_ho_ten":"=HYPERLINK(1)"}""",
            at: StatisticsCrowd.June
        );
        dossier.Accept(Samples.Officer(), null, StatisticsCrowd.June);
        await portal.Data.AddAsync(dossier);
        var lines = portal.Services.GetRequiredService<DossierRegisterExport>().LinesAsync(me, Unit, June, Cancel);
        using var csv = new MemoryStream();
        using var book = new MemoryStream();

        await SheetFile.WriteCsvAsync(csv, RegisterEntry.Headings, lines, Cancel);
        await SheetFile.WriteXlsxAsync(book, RegisterEntry.Headings, lines, Cancel);

        Assert.Contains(",\"'=HYPERLINK(1)\",", Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
        book.Position = 0;
        var row = Assert.Single(book.Query(useHeaderRow: true).Cast<IDictionary<string, object>>());
        Assert.Equal(RegisterEntry.Headings, row.Keys);
        Assert.Equal(("H21.65-250602-2000", "=HYPERLINK(1)"), ((string)row["Mã hồ sơ"], (string)row["Cá nhân, tổ chức"]));
        using var zip = new System.IO.Compression.ZipArchive(book);
        using var part = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.DoesNotContain("<x:f>", await part.ReadToEndAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task LongBook_IsMadeBehindThePages_BiteByBite_WithTheRightsOfThen(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var sql = new SqlLog();
        await using var node = portal.NewNode(sql.AddTo);
        var (_, me) = await OpenAsync(portal);
        await portal.Data.AddAsync([.. Enumerable.Range(0, 1010).Select(i => Accepted(2000 + i, StatisticsCrowd.June))]);
        var writer = node.GetRequiredService<BookWriter>();

        await writer.StartAsync(me, Unit, June, SheetFile.Csv, Cancel);
        sql.Clear();
        Assert.True(await node.GetRequiredService<ExportJob>().RunNextAsync(Cancel));

        // Two bites of 500 and the rest: no statement reads the whole book.
        Assert.InRange(
            sql.Commands.Count(c => c.Contains("LIMIT", StringComparison.Ordinal) && c.Contains("\"Handovers\"", StringComparison.Ordinal)),
            3,
            4
        );
        var desk = node.GetRequiredService<ExportDesk>();
        var export = (await desk.ListAsync(me, Cancel))[0];
        Assert.Equal((ExportState.Ready, 1010, ExportKind.BookCsv), (export.State, export.Done, export.Kind));
        Assert.Equal($"so-theo-doi-{Unit}-2025-06-01-2025-06-30.csv", export.FileName);
        await using (var file = (await desk.OpenAsync(me, export.Id, Cancel))!.Value.File!)
        using (var reader = new StreamReader(file))
        {
            var lines = (await reader.ReadToEndAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(1011, lines.Length);
            Assert.Equal(1010, lines.Skip(1).Distinct().Count());
            Assert.StartsWith("\"1010\",", lines[^1], StringComparison.Ordinal);
        }

        // Posted away between the wish and the file.
        await writer.StartAsync(me, Unit, June, SheetFile.Xlsx, Cancel);
        await portal.Data.Database.WriteAsync(
            db =>
                db.Postings.Where(p => p.UserId == me)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.AgencyId, StatisticsCrowd.Commune), Cancel),
            Cancel
        );
        await node.GetRequiredService<ExportJob>().RunNextAsync(Cancel);
        Assert.Equal(ExportState.Failed, (await desk.ListAsync(me, Cancel)).Single(e => e.Kind == ExportKind.BookXlsx).State);
    }

    [Fact]
    public async Task LongFile_PassesThroughRowByRow()
    {
        var (made, open) = (0, 0);
        await SheetFile.WriteCsvAsync(Stream.Null, ["a"], RowsAsync(), Cancel);
        await SheetFile.WriteXlsxAsync(Stream.Null, ["a"], RowsAsync(), Cancel);

        Assert.Equal(40_000, made);
        // A row that was written is nobody's any more.
        Assert.InRange(open, 0, 10_000);

        async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync()
        {
            var rows = new List<WeakReference>();
            for (var i = 0; i < 20_000; i++)
            {
                made++;
                yield return Row(rows);
            }

            await Task.Yield();
            GC.Collect();
            open = Math.Max(open, rows.Count(r => r.IsAlive));
        }

        static IReadOnlyList<string> Row(List<WeakReference> rows)
        {
            string[] row = [new string('x', 10)];
            rows.Add(new WeakReference(row));
            return row;
        }
    }

    [Theory]
    [InlineData("2025-09-14", "06")]
    [InlineData("2025-09-15", "07")]
    public void Form_HasTheNumberOfItsTime(string to, string number) =>
        Assert.Contains(
            $"Mẫu số {number}",
            RegisterFilter.FormOf(
                new Period(new DateOnly(2025, 1, 1), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture))
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("2", 2)]
    [InlineData("0", 1)]
    [InlineData("-3", 1)]
    [InlineData("99999999999", 1)]
    [InlineData("x", 1)]
    public void Page_ThatIsNone_IsTheFirst(string typed, int page) =>
        Assert.Equal(page, RegisterFilter.Read(null, null, null, null, typed, new DateOnly(2025, 6, 2)).Page);

    [Fact]
    public void Address_KeepsWhatWasTyped_SoThatThePageSaysWhatIsWrong() =>
        Assert.Equal(
            "/mot-cua/so-theo-doi?tu=hom-qua&den=2025-06-01&don-vi=x",
            RegisterFilter.Read(null, " hom-qua ", "2025-06-01", "x", null, new DateOnly(2025, 6, 2)).Address()
        );

    private static async Task<(DossierRegisterQuery Query, Guid Me)> OpenAsync(SeededPortal portal)
    {
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        await db.Postings.Where(p => p.UserId == me).ExecuteDeleteAsync(Cancel);
        db.Postings.Add(new OfficerPosting { UserId = me, AgencyId = Unit });
        await db.SaveChangesAsync(Cancel);
        return (portal.Services.GetRequiredService<DossierRegisterQuery>(), me);
    }

    private static Dossier Accepted(int running, DateTime at, string unit = Unit)
    {
        var dossier = Samples.Dossier(running, unit: unit, receiving: unit, competent: unit, at: at.AddDays(-1));
        dossier.Accept(Samples.Officer(), at.AddDays(5), at);
        return dossier;
    }
}
