using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Features.Intake.Exports;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>Answers, papers and properties as columns: shown, filtered, sorted, named and exported.</summary>
public sealed class BoardFieldsTests
{
    private const string Paper = "GT-QUANHE";
    private const string Here = "gl-h-639";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Papers_AreShownFilteredAndSorted_ByTheirStates(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var query = portal.Services.GetRequiredService<BoardQuery>();
        var made = InEveryState();
        await portal.Data.AddAsync([.. made.Select(m => m.Dossier)]);
        var states = made.ToDictionary(m => m.Dossier.Id, m => m.State);
        var column = BoardColumns.KeyOfPaper(Paper);
        var list = new BoardFilter(Procedure: CertifiedCopy.Code, Columns: column);

        var shown = (await query.RunAsync(me, list, Cancel))!.Rows.Where(r => states.ContainsKey(r.Id)).ToList();
        var up = (await query.IdsAsync(me, list with { By = column }, 100, Cancel))!;
        var down = (await query.IdsAsync(me, list with { By = "-" + column }, 100, Cancel))!;

        Assert.Equal(states.Count, shown.Count);
        Assert.All(shown, r => Assert.Equal(states[r.Id], r.Papers[Paper]));
        Assert.Equal(states.Values.Order(), up.Where(states.ContainsKey).Select(id => states[id]));
        Assert.Equal(states.Values.OrderDescending(), down.Where(states.ContainsKey).Select(id => states[id]));
        foreach (
            var wanted in Enum.GetValues<DocumentState>().Select(s => new[] { s }).Append([DocumentState.Missing, DocumentState.Flagged])
        )
        {
            var where = string.Join('&', wanted.Select(s => $"{BoardConditions.Prefix}{column}={(int)s}"));
            var found = (await query.IdsAsync(me, list with { Where = where }, 100, Cancel))!;
            Assert.Equal(states.Where(s => wanted.Contains(s.Value)).Select(s => s.Key).Order(), found.Where(states.ContainsKey).Order());
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Properties_FilterAndSort_LikePlainLooking(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        await new BoardCrowd(portal, me).StoreAsync();
        var query = portal.Services.GetRequiredService<BoardQuery>();
        var all = (await query.ListAsync(me, new BoardFilter(), 1000, Cancel))!;
        var cases = new (string Where, Func<BoardRow, bool> Meant)[]
        {
            ("l.thu-ly=toi", r => r.AssigneeId == me),
            ("l.thu-ly=chua", r => r.AssigneeId is null),
            ("l.thu-ly=toi&l.thu-ly=chua", r => r.AssigneeId == me || r.AssigneeId is null),
            ("l.kenh=truc-tuyen", r => r.Channel == FilingChannel.Online),
            ("l.kenh=tai-quay", r => r.Channel == FilingChannel.Counter),
            ("l.nhan-ket-qua=mot-cua", r => r.Delivery == ResultDelivery.OneStop),
            ("l.phan-viec=1", r => r.OpenSubtasks > 0),
            ("l.ngay-nop=2025-06-02&l.ngay-nop=2025-06-02", r => Day(r.SubmittedAt) == new DateOnly(2025, 6, 2)),
            ("l.ngay-nop=&l.ngay-nop=2025-06-01", r => Day(r.SubmittedAt) <= new DateOnly(2025, 6, 1)),
            ("l.han=2025-06-05&l.han=", r => r.DueAt is { } due && Day(due) >= new DateOnly(2025, 6, 5)),
            ("l.tiep-nhan=2025-05-01&l.tiep-nhan=", r => r.AcceptedAt is { } at && Day(at) >= new DateOnly(2025, 5, 1)),
            ("l.xong=2025-06-02&l.xong=", r => r.CompletedAt is { } at && Day(at) >= new DateOnly(2025, 6, 2)),
        };

        foreach (var (where, meant) in cases)
        {
            var found = (await query.IdsAsync(me, new BoardFilter(Where: where), 1000, Cancel))!;
            Assert.True(all.Where(meant).Select(r => r.Id).Order().SequenceEqual(found.Order()), where);
        }

        foreach (var column in BoardColumns.OfProperties.All.Where(c => c is { Sort: null, IsOrdered: true }))
        {
            var up = (await query.IdsAsync(me, new BoardFilter(By: column.Key), 1000, Cancel))!;
            var down = (await query.IdsAsync(me, new BoardFilter(By: "-" + column.Key), 1000, Cancel))!;
            Assert.True(all.Select(r => r.Id).Order().SequenceEqual(up.Order()), column.Key);
            Assert.Equal(up.Count, down.Intersect(up).Count());
        }

        var numbers = (await query.RunAsync(me, new BoardFilter(By: "-ma"), Cancel))!.Rows.Select(r => r.Number).ToList();
        Assert.Equal(numbers.OrderDescending(StringComparer.Ordinal), numbers);
    }

    [Fact]
    public async Task Export_BothWays_HoldsTheColumnsOfTheProcedure()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var crowd = await new SoughtCrowd(portal).StoreAsync(12, 3);
        await new SoughtCrowd(portal).SeekAsync();
        var filter = new BoardFilter(
            Procedure: CertifiedCopy.Code,
            Columns: "ma,o.noi_dang_ky,g." + Paper,
            By: "o.noi_dang_ky",
            Where: "l.o.loai_su_kien=khai_sinh"
        );

        var sheet = (await portal.Services.GetRequiredService<BoardExport>().SheetAsync(me, filter, Cancel))!;
        var desk = portal.Services.GetRequiredService<ExportDesk>();
        await desk.StartListAsync(me, filter, ExportKind.ListCsv, Cancel);
        await portal.Services.GetRequiredService<ExportJob>().RunNextAsync(Cancel);
        var export = (await desk.ListAsync(me, Cancel))[0];
        var (_, file) = (await desk.OpenAsync(me, export.Id, Cancel))!.Value;
        using var reader = new StreamReader(file!);
        var lines = (await reader.ReadToEndAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var expected = crowd.Where(d => d is { IsMine: true, Option: "khai_sinh" }).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(5, sheet.Headings.Count);
        Assert.True(expected.Count <= sheet.Rows.Count);
        Assert.All(
            expected,
            d => Assert.Contains(sheet.Rows, r => r.Id == d.Id && sheet.Cells(r)[3] == (d.Text ?? "") && sheet.Cells(r)[4] == "Chưa có")
        );
        Assert.Equal(sheet.Rows.Count + 1, lines.Length);
        Assert.All(sheet.Rows.Zip(lines.Skip(1)), pair => Assert.Contains(pair.First.Number, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NamedList_KeepsConditionsOrderAndColumns()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var desk = portal.Services.GetRequiredService<BoardDesk>();
        var filter = BoardFilter.Read(
            "/mot-cua?thu-tuc=2.000635&sap-xep=-o.ngay_dang_ky&cot=ma,o.noi_dang_ky&l.o.nam_dang_ky=&l.o.nam_dang_ky=5&l.thu-ly=toi&l.kenh="
        );

        await desk.NameAsync(me, "Khai sinh", filter, null, Cancel);

        var view = Assert.Single(await desk.ViewsAsync(me, Cancel));
        Assert.Equal(filter, BoardFilter.Read(view.Address));
        Assert.Equal("l.o.nam_dang_ky=&l.o.nam_dang_ky=5&l.thu-ly=toi", filter.Where);
        Assert.Equal(("2.000635", "-o.ngay_dang_ky", "ma,o.noi_dang_ky"), (filter.Procedure, filter.By, filter.Columns));
    }

    [Fact]
    public async Task Chosen_FieldsOfOneProcedure_AreKeptAndDoNotDisturbOthers()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var desk = portal.Services.GetRequiredService<BoardDesk>();

        await desk.ChooseAsync(me, ["o.noi_dang_ky", "ma", "g.GT-QUANHE", "o.<script>", "x"], Cancel);

        var usual = await desk.ColumnsAsync(me, Cancel);
        Assert.Equal("ma,o.noi_dang_ky,g.GT-QUANHE", usual);
        var query = portal.Services.GetRequiredService<BoardQuery>();
        Assert.Empty((await query.RunAsync(me, new BoardFilter(), [], Cancel, usual))!.Notes);
        var board = (await query.RunAsync(me, new BoardFilter(Procedure: CertifiedCopy.Code), [], Cancel, usual))!;
        Assert.Equal(["ma", "o.noi_dang_ky", "g.GT-QUANHE"], board.Columns.Of(usual).Select(c => c.Key));
        Assert.All(board.Rows, r => Assert.True(r.Cells.ContainsKey("o.noi_dang_ky") && r.Papers.ContainsKey(Paper)));
    }

    private static List<(Dossier Dossier, DocumentState State)> InEveryState()
    {
        var running = 700;
        var (officer, now) = (Samples.Officer(), Samples.Morning);
        SupplementDemand demand = new("Bị mờ.", [new(SupplementKind.Paper, Paper, "Bị mờ.")], now.AddDays(9));
        return
        [
            (Made(false), DocumentState.Missing),
            (Made(true), DocumentState.Attached),
            (Made(true, d => d.RequestSupplement(officer, demand, Samples.Clock, now)), DocumentState.Flagged),
            (Made(true, Forwarded, d => d.DraftSupplement(officer, demand, now)), DocumentState.Flagged),
            (Made(true, d => d.RequestSupplement(officer, demand, Samples.Clock, now), Answered), DocumentState.Replaced),
            (Made(true, d => d.CheckOriginal(officer, Paper, OriginalVerdict.Matches, null, now)), DocumentState.Compared),
            (Made(false, d => d.CheckOriginal(officer, Paper, OriginalVerdict.NotShown, "Không mang theo", now)), DocumentState.Doubted),
        ];

        Dossier Made(bool hasPaper, params Action<Dossier>[] acts)
        {
            var dossier = Samples.Dossier(
                running++,
                unit: Here,
                receiving: Here,
                competent: Here,
                papers: hasPaper ? [(Guid.NewGuid(), Paper, 1, File("a"))] : null
            );
            foreach (var act in acts)
            {
                act(dossier);
            }

            return dossier;
        }
    }

    private static void Forwarded(Dossier dossier)
    {
        dossier.Accept(Samples.Officer(), Samples.Morning.AddDays(9), Samples.Morning);
        dossier.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), Samples.Morning);
    }

    private static void Answered(Dossier dossier) =>
        dossier.AnswerSupplement(
            Samples.Officer(),
            new SupplementAnswer(
                "{}",
                new string('1', 64),
                new Dictionary<string, string?>(),
                new Dictionary<string, string?>(),
                [(Guid.NewGuid(), Paper, 1, File("b"))]
            ),
            Samples.Morning.AddHours(1)
        );

    private static PaperFile File(string hash) => new(new string(hash[0], 64), "giay.pdf", 10, "application/pdf", 1, null);

    private static DateOnly Day(DateTime utc) => Dvc.Blazor.Domain.VietnamTime.DateOf(utc);
}
