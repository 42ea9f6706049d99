using System.Text;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Sheets;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>Named lists, chosen columns, and lists as files.</summary>
public sealed class BoardDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task NamedList_IsSeenByItsOwner_AndSharedOnlyWithTheUnit(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (me, leader) = (await portal.UserAsync(Cast.IntakeOfficer), await portal.UserAsync("lanhdao@dvc.local"));
        var desk = portal.Services.GetRequiredService<BoardDesk>();
        await desk.NameAsync(me, " Việc của tôi ", new BoardFilter("qua-han", Page: 7), null, Cancel);
        await desk.NameAsync(me, "Đất đai", new BoardFilter("moi-den", Sector: "dat-dai"), Samples.District, Cancel);

        var mine = await desk.ViewsAsync(me, Cancel);
        var theirs = await desk.ViewsAsync(leader, Cancel);
        await desk.ForgetAsync(leader, mine[0].Id, Cancel);

        Assert.Equal(
            [("Việc của tôi", "/mot-cua?hang-doi=qua-han"), ("Đất đai", "/mot-cua?hang-doi=moi-den&linh-vuc=dat-dai")],
            mine.Select(v => (v.Name, v.Address)).OrderBy(v => v.Address.Length)
        );
        var shared = Assert.Single(theirs);
        Assert.Equal(("Đất đai", false, true), (shared.Name, shared.IsOwn, shared.IsShared));
        Assert.Equal(2, (await desk.ViewsAsync(me, Cancel)).Count);
        await desk.ForgetAsync(me, mine[0].Id, Cancel);
        Assert.Single(await desk.ViewsAsync(me, Cancel));
    }

    [Theory]
    [InlineData("  ", null, "Board.ViewName")]
    [InlineData("Danh sách", "cp-x-23971", "Board.NotYourUnit")]
    public async Task NamedList_WithoutNameOrForAForeignUnit_IsRefused(string name, string? agency, string rule)
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var me = await portal.UserAsync(Cast.IntakeOfficer);

        var violation = await Assert.ThrowsAsync<RuleViolationException>(() =>
            portal.Services.GetRequiredService<BoardDesk>().NameAsync(me, name, new BoardFilter(), agency, Cancel)
        );

        Assert.Equal(rule, violation.Rule);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Columns_AreKept_InTheBoardsOrderAndWithoutUnknownOnes(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var desk = portal.Services.GetRequiredService<BoardDesk>();

        await desk.ChooseAsync(me, ["ma"], Cancel);
        await desk.ChooseAsync(me, ["cap-nhat", "khong-co", "ma"], Cancel);

        Assert.Equal("ma,cap-nhat", await desk.ColumnsAsync(me, Cancel));
    }

    [Fact]
    public async Task Export_HoldsTheOfficersListOnly_AndIsReadBack()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        await portal.Data.AddAsync(Samples.Dossier(900, unit: "cp-x-23971", receiving: "cp-x-23971", competent: "cp-x-23971"));
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var scope = (await portal.Services.GetRequiredService<BoardQuery>().RunAsync(me, new BoardFilter(), Cancel))!;

        var sheet = (
            await portal.Services.GetRequiredService<BoardExport>().SheetAsync(me, new BoardFilter(Columns: "ma,trang-thai"), Cancel)
        )!;
        using var book = new MemoryStream();
        await SheetFile.WriteXlsxAsync(book, sheet.Headings, sheet.Lines, Cancel);
        book.Position = 0;
        var read = book.Query(useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();

        Assert.Equal(scope.Rows.Select(r => r.Number), read.Select(r => (string)r["Mã hồ sơ"]));
        Assert.Equal(["Thủ tục", "Người nộp", "Mã hồ sơ", "Trạng thái"], read[0].Keys);
        Assert.DoesNotContain(read, r => (string)r["Mã hồ sơ"] == "H21.65-250602-0900");
        Assert.Null(
            await portal
                .Services.GetRequiredService<BoardExport>()
                .SheetAsync(await portal.UserAsync(Cast.Citizen), new BoardFilter(), Cancel)
        );
    }

    [Fact]
    public async Task Csv_BeginsWithTheMark_AndNoCellIsAFormula()
    {
        var row = new BoardRow(
            Guid.NewGuid(),
            "H21.65-250602-0001",
            "Đăng ký \"khai sinh\"",
            "=HYPERLINK(1)",
            Blazor.Domain.Dossiers.DossierStatus.Submitted,
            null,
            null,
            "@cmd",
            Samples.Morning
        );
        var sheet = new BoardSheet(
            BoardColumns.OfProperties.Of("dang-giu"),
            [row],
            new BoardSight(new WorkingCalendar([]), new Dictionary<string, string>(), Samples.Morning)
        );
        using var file = new MemoryStream();

        await SheetFile.WriteCsvAsync(file, sheet.Headings, sheet.Lines, Cancel);

        var bytes = file.ToArray();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            "\"Thủ tục\",\"Người nộp\",\"Đang giữ\"\r\n\"Đăng ký \"\"khai sinh\"\"\",\"'=HYPERLINK(1)\",\"'@cmd\"\r\n",
            Encoding.UTF8.GetString(bytes[3..])
        );
    }

    [Fact]
    public async Task Xlsx_CellLikeAFormula_IsPlainText()
    {
        var row = new BoardRow(
            Guid.NewGuid(),
            "1",
            "=1+1",
            "A",
            Blazor.Domain.Dossiers.DossierStatus.Submitted,
            null,
            null,
            "",
            Samples.Morning
        );
        var sheet = new BoardSheet([], [row], new BoardSight(new WorkingCalendar([]), new Dictionary<string, string>(), Samples.Morning));
        using var book = new MemoryStream();

        await SheetFile.WriteXlsxAsync(book, sheet.Headings, sheet.Lines, Cancel);

        using var zip = new System.IO.Compression.ZipArchive(book);
        using var part = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await part.ReadToEndAsync(Cancel);
        Assert.Contains("=1+1", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", xml, StringComparison.Ordinal);
    }
}
