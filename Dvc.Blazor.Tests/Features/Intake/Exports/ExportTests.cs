using System.IO.Compression;
using System.Security.Cryptography;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Features.Intake.Exports;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake.Exports;

/// <summary>Files that are made behind the pages: what is in them, who gets them, what becomes of them when nodes die and time goes by.</summary>
public sealed class ExportTests
{
    private const string Unit = "cp-x-23971";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Papers_LieInFoldersWithAListOfHashes_AndWhatIsHeldBackIsNamed(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (officer, store) = (await PostAsync(portal), portal.Services.GetRequiredService<IFileStore>());
        var (one, two, bad) = (await StoredAsync(store, "một"), await StoredAsync(store, "hai"), await StoredAsync(store, "xấu"));
        var dossier = await FileAsync(
            portal,
            1,
            [Paper("A", 1, one, "Đơn.pdf"), Paper("A", 2, two, "đơn.PDF"), Paper("B", 1, bad, "CON.pdf")]
        );
        var empty = await FileAsync(portal, 2, []);
        await portal.Data.AddAsync(
            new FileScan
            {
                Sha256 = bad,
                State = ScanState.Infected,
                NextAttemptAt = Samples.Morning,
            }
        );
        var foreign = Samples.Dossier(3);
        await portal.Data.AddAsync(foreign);

        var export = await MadeAsync(portal, officer, desk => desk.StartPapersAsync(officer, [dossier, empty, foreign.Number], Cancel));

        Assert.Equal((ExportState.Ready, 3), (export.State, export.Done));
        await using var file = (await Desk(portal).OpenAsync(officer, export.Id, Cancel))!.Value.File!;
        await using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        Assert.Equal([$"{dossier}/Đơn.pdf", $"{dossier}/đơn (2).PDF", "danh-sach.csv"], zip.Entries.Select(e => e.FullName));
        await using (var paper = await zip.Entries[1].OpenAsync(Cancel))
        {
            Assert.Equal(two, Convert.ToHexStringLower(await SHA256.HashDataAsync(paper, Cancel)));
        }

        using var reader = new StreamReader(await zip.Entries[2].OpenAsync(Cancel));
        var lines = (await reader.ReadToEndAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, lines.Length);
        Assert.Contains($"{dossier}/Đơn.pdf", lines[1], StringComparison.Ordinal);
        Assert.Contains(one, lines[1], StringComparison.Ordinal);
        Assert.Contains("Tệp có mã độc", lines[3], StringComparison.Ordinal);
        Assert.Contains("không có tệp giấy tờ", lines[4], StringComparison.Ordinal);
        Assert.Contains("không còn quyền xem", lines[5], StringComparison.Ordinal);
        // Noted for the person whose papers they are, and told to the officer.
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(1, await db.DossierReadings.CountAsync(r => r.ReaderId == officer, Cancel));
        Assert.Equal(
            [NotificationKind.ExportReady],
            await db.Notifications.Where(n => n.UserId == officer && n.EventId == export.Id).Select(n => n.Kind).ToListAsync(Cancel)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Papers_WithEarlierVersions_LieInAFolderForEachTimeOfFiling(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (officer, store) = (await PostAsync(portal), portal.Services.GetRequiredService<IFileStore>());
        string[] hashes = [await StoredAsync(store, "một"), await StoredAsync(store, "hai"), await StoredAsync(store, "ba")];
        var number = await FileAsync(portal, 1, [Paper("UQ", 1, hashes[0], "uq.pdf"), Paper("A", 1, hashes[0], "don.pdf")]);
        foreach (var hash in hashes[1..])
        {
            await AnswerAsync(portal, number, hash);
        }

        var plain = await MadeAsync(portal, officer, desk => desk.StartPapersAsync(officer, [number], Cancel));
        var whole = await MadeAsync(portal, officer, desk => desk.StartPapersAsync(officer, [number], Cancel, withEarlier: true));

        Assert.Equal([$"{number}/don.pdf", $"{number}/uq.pdf", "danh-sach.csv"], await EntriesAsync(plain));
        Assert.Equal(
            [$"{number}/don.pdf", $"{number}/uq.pdf", $"{number}/Nộp lần đầu/uq.pdf", $"{number}/Bổ sung lần 1/uq.pdf", "danh-sach.csv"],
            await EntriesAsync(whole)
        );

        async Task<string[]> EntriesAsync(Export export)
        {
            await using var file = (await Desk(portal).OpenAsync(officer, export.Id, Cancel))!.Value.File!;
            await using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            return [.. zip.Entries.Select(e => e.FullName)];
        }
    }

    // The office asks for the paper again, and the applicant sends it.
    private static Task AnswerAsync(SeededPortal portal, string number, string hash) =>
        portal.Data.Database.WriteAsync(
            async db =>
            {
                var dossier = await db
                    .Dossiers.Include(d => d.Documents)
                    .Include(d => d.Answers)
                    .Include(d => d.Supplements)
                        .ThenInclude(s => s.Items)
                    .Include(d => d.Stops)
                    .AsSplitQuery()
                    .SingleAsync(d => d.Number == number, Cancel);
                var now = portal.Data.Clock.GetUtcNow().UtcDateTime;
                dossier.RequestSupplement(Samples.Officer(), Samples.Demand(again: "Vẫn mờ."), Samples.Clock, now);
                dossier.AnswerSupplement(
                    new Actor(dossier.OwnerId, "A", ActorKind.Applicant),
                    new SupplementAnswer(
                        "{}",
                        new string('0', 64),
                        new Dictionary<string, string?>(),
                        new Dictionary<string, string?>(),
                        [Paper("UQ", 1, hash, "uq.pdf")]
                    ),
                    now
                );
                dossier.TakeSupplement(Samples.Officer(), Samples.Clock, now);
            },
            Cancel
        );

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task List_HasTheColumnsOfTheView_AndFormulasAreWords(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var officer = await PostAsync(portal);
        for (var i = 1; i <= 3; i++)
        {
            await FileAsync(portal, i, []);
        }

        await portal.Data.Database.WriteAsync(
            db =>
                db.Dossiers.Where(d => d.UnitId == Unit && d.Number.EndsWith("0001"))
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.ProcedureName, "=1+1"), Cancel),
            Cancel
        );
        var filter = new BoardFilter(Columns: "ma,linh-vuc", Sort: BoardSort.Received);

        var csv = await MadeAsync(portal, officer, desk => desk.StartListAsync(officer, filter, ExportKind.ListCsv, Cancel));
        var xlsx = await MadeAsync(portal, officer, desk => desk.StartListAsync(officer, filter, ExportKind.ListXlsx, Cancel));

        using var words = new StreamReader((await Desk(portal).OpenAsync(officer, csv.Id, Cancel))!.Value.File!);
        var lines = (await words.ReadToEndAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Equal(4, lines[0].Split(',').Length);
        Assert.Single(lines, line => line.StartsWith("\"'=1+1\"", StringComparison.Ordinal));
        await using var book = (await Desk(portal).OpenAsync(officer, xlsx.Id, Cancel))!.Value.File!;
        Assert.Equal(4, (await book.QueryAsync(cancellationToken: Cancel)).Count());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Node_ThatDiesMidWay_IsReplaced_AndThereIsOneFile(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var officer = await PostAsync(portal);
        var hash = await StoredAsync(portal.Services.GetRequiredService<IFileStore>(), "một");
        var number = await FileAsync(portal, 1, [Paper("A", 1, hash, "a.pdf")]);
        var stuck = new StuckStore(portal.Services.GetRequiredService<IFileStore>());
        var dying = portal.NewNode(services => services.AddSingleton<IFileStore>(stuck)).GetRequiredService<ExportJob>();
        await Desk(portal).StartPapersAsync(officer, [number], Cancel);

        var late = dying.RunNextAsync(Cancel);
        await stuck.Reached;
        Assert.False(await Job(portal).RunNextAsync(Cancel));
        portal.Data.Clock.Advance(ExportProgress.Lease + TimeSpan.FromSeconds(1));
        Assert.True(await Job(portal).RunNextAsync(Cancel));
        stuck.GoOn();
        await late;

        var export = Assert.Single(await Desk(portal).ListAsync(officer, Cancel));
        Assert.Equal((ExportState.Ready, 2), (export.State, export.Attempt));
        Assert.Equal([(export.Id, 2)], portal.Services.GetRequiredService<ExportFolder>().All());
        Assert.Equal(
            1,
            await portal.Data.Database.ReadAsync(db => db.Notifications.CountAsync(n => n.EventId == export.Id, Cancel), Cancel)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Export_GivenUpWhileItRuns_LeavesNoFile(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var officer = await PostAsync(portal);
        var hash = await StoredAsync(portal.Services.GetRequiredService<IFileStore>(), "một");
        var number = await FileAsync(portal, 1, [Paper("A", 1, hash, "a.pdf")]);
        var stuck = new StuckStore(portal.Services.GetRequiredService<IFileStore>());
        var job = portal.NewNode(services => services.AddSingleton<IFileStore>(stuck)).GetRequiredService<ExportJob>();
        await Desk(portal).StartPapersAsync(officer, [number], Cancel);
        var running = job.RunNextAsync(Cancel);
        await stuck.Reached;
        var id = (await Desk(portal).ListAsync(officer, Cancel))[0].Id;

        await Desk(portal).CancelAsync(Guid.NewGuid(), id, Cancel);
        Assert.Equal(ExportState.Running, (await Desk(portal).ListAsync(officer, Cancel))[0].State);
        await Desk(portal).CancelAsync(officer, id, Cancel);
        stuck.GoOn();
        await running;

        Assert.Equal(ExportState.Cancelled, (await Desk(portal).ListAsync(officer, Cancel))[0].State);
        Assert.Empty(portal.Services.GetRequiredService<ExportFolder>().All());
        Assert.Null(await Desk(portal).OpenAsync(officer, id, Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task File_IsTheAskersWhileAnOfficer_AndGoesAfterItsTime(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var officer = await PostAsync(portal);
        var number = await FileAsync(portal, 1, []);
        var export = await MadeAsync(portal, officer, desk => desk.StartPapersAsync(officer, [number], Cancel));

        Assert.Null(await Desk(portal).OpenAsync(await portal.UserAsync(Cast.Approver), export.Id, Cancel));
        await (await Desk(portal).OpenAsync(officer, export.Id, Cancel))!.Value.File!.DisposeAsync();
        portal.Data.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Null((await Desk(portal).OpenAsync(officer, export.Id, Cancel))!.Value.File);
        await Job(portal).SweepAsync(Cancel);

        Assert.Equal(ExportState.Expired, Assert.Single(await Desk(portal).ListAsync(officer, Cancel)).State);
        Assert.Empty(portal.Services.GetRequiredService<ExportFolder>().All());
        await portal.Data.Database.WriteAsync(db => db.Postings.Where(p => p.UserId == officer).ExecuteDeleteAsync(Cancel), Cancel);
        Assert.Null(await Desk(portal).OpenAsync(officer, export.Id, Cancel));
        portal.Data.Clock.Advance(TimeSpan.FromDays(31));
        await Job(portal).SweepAsync(Cancel);
        Assert.Empty(await Desk(portal).ListAsync(officer, Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Limits_AreSaidBeforeItBegins_AndRightsLostMeanwhileEndIt(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var officer = await PostAsync(portal);
        var number = await FileAsync(portal, 1, [Paper("A", 1, new string('a', 64), "a.pdf", 3L << 30)]);
        var small = await FileAsync(portal, 2, []);

        Assert.Equal("Export.Nothing", await RefusedAsync(desk => desk.StartPapersAsync(officer, [], Cancel)));
        Assert.Equal("Export.TooLarge", await RefusedAsync(desk => desk.StartPapersAsync(officer, [number], Cancel)));
        var many = Enumerable.Range(1, 1001).Select(i => DossierNumber.Format("H21.65", new DateOnly(2025, 6, 3), i)).ToList();
        Assert.Equal("Export.TooManyDossiers", await RefusedAsync(desk => desk.StartPapersAsync(officer, many, Cancel)));
        var citizen = await portal.UserAsync(Cast.Citizen);
        Assert.Equal("Export.NoRight", await RefusedAsync(desk => desk.StartPapersAsync(citizen, [small], Cancel)));
        for (var i = 0; i < ExportQueue.MaxOpen; i++)
        {
            await Desk(portal).StartPapersAsync(officer, [small], Cancel);
        }

        Assert.Equal("Export.TooManyOpen", await RefusedAsync(desk => desk.StartPapersAsync(officer, [small], Cancel)));
        await portal.Data.Database.WriteAsync(db => db.Postings.Where(p => p.UserId == officer).ExecuteDeleteAsync(Cancel), Cancel);
        await Job(portal).RunNextAsync(Cancel);
        var ended = (await Desk(portal).ListAsync(officer, Cancel)).Single(e => !e.IsOpen);
        Assert.Equal((ExportState.Failed, "Bạn không còn quyền xem các hồ sơ này."), (ended.State, ended.Error));

        async Task<string> RefusedAsync(Func<ExportDesk, Task> act) =>
            (await Assert.ThrowsAsync<RuleViolationException>(() => act(Desk(portal)))).Rule;
    }

    [Fact]
    public void Filter_ReadFromItsAddress_IsTheSame()
    {
        var filter = new BoardFilter(
            "qua-han",
            DossierStatus.Accepted,
            "ho-tich",
            Unit,
            "Đỗ & Lê=1",
            BoardSort.Due,
            "ma,han",
            1,
            Guid.NewGuid(),
            FlagKind.Urgent
        );

        Assert.Equal(filter, BoardFilter.Read(filter.Address()));
        Assert.Equal(new BoardFilter(), BoardFilter.Read(new BoardFilter().Address()));
    }

    private static ExportDesk Desk(SeededPortal portal) => portal.Services.GetRequiredService<ExportDesk>();

    private static ExportJob Job(SeededPortal portal) => portal.Services.GetRequiredService<ExportJob>();

    private static async Task<Export> MadeAsync(SeededPortal portal, Guid officer, Func<ExportDesk, Task> start)
    {
        portal.Data.Clock.Advance(TimeSpan.FromSeconds(5));
        await start(Desk(portal));
        Assert.True(await Job(portal).RunNextAsync(Cancel));
        return (await Desk(portal).ListAsync(officer, Cancel))[0];
    }

    private static async Task<Guid> PostAsync(SeededPortal portal)
    {
        var id = await portal.UserAsync(Cast.IntakeOfficer);
        await portal.Data.Database.WriteAsync(db => db.Postings.Where(p => p.UserId == id).ExecuteDeleteAsync(Cancel), Cancel);
        await portal.Data.AddAsync(new OfficerPosting { UserId = id, AgencyId = Unit });
        return id;
    }

    private static async Task<string> FileAsync(
        SeededPortal portal,
        int running,
        IReadOnlyList<(Guid Id, string ComponentCode, int Ordinal, PaperFile File)> papers
    )
    {
        var revision = await portal.Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == CertifiedCopy.Code).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        var dossier = Samples.Dossier(
            running,
            unit: Unit,
            receiving: Unit,
            competent: Unit,
            revision: revision,
            papers: papers,
            at: Samples.Morning.AddMinutes(-running)
        );
        await portal.Data.AddAsync(dossier);
        return dossier.Number;
    }

    private static async Task<string> StoredAsync(IFileStore store, string words)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(words));
        return await store.AddAsync(content, Cancel);
    }

    private static (Guid, string, int, PaperFile) Paper(string code, int ordinal, string hash, string name, long length = 5) =>
        (Guid.NewGuid(), code, ordinal, new PaperFile(hash, name, length, "application/pdf", 1, null));

    // The node hangs in the middle of its first file until it is let go on.
    private sealed class StuckStore(IFileStore store) : IFileStore
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void GoOn() => _free.SetResult();

        public Task<string> AddAsync(Stream content, CancellationToken cancellationToken) => store.AddAsync(content, cancellationToken);

        public async Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken)
        {
            _reached.TrySetResult();
            await _free.Task;
            return await store.OpenAsync(sha256, cancellationToken);
        }

        public IEnumerable<string> AddedBefore(DateTime time) => store.AddedBefore(time);

        public bool Remove(string sha256, DateTime addedBefore) => store.Remove(sha256, addedBefore);
    }
}
