using System.Net;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Files;

/// <summary>A file of a message from its upload to the other side.</summary>
public sealed class MessageFilesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task File_UploadedForAMessage_IsTheSendersUntilSent_ThenTheDossiers(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var dossier = await DossierAsync(site);
        var (officer, stranger) = (Guid.NewGuid(), Guid.NewGuid());
        site.Officers.Add(officer);

        await UploadAsync(site, dossier.Id);
        var waiting = Assert.Single(await site.PapersAsync());
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (
                await StatusAsync(site, waiting.Id, site.Owner),
                await StatusAsync(site, waiting.Id, officer),
                await StatusAsync(site, waiting.Id, stranger)
            )
        );
        await SendAsync(site, dossier);

        Assert.Empty(await site.PapersAsync());
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound),
            (
                await StatusAsync(site, waiting.Id, site.Owner),
                await StatusAsync(site, waiting.Id, officer),
                await StatusAsync(site, waiting.Id, stranger)
            )
        );
        // The sweep knows it.
        site.Clock.Advance(TimeSpan.FromDays(3));
        await site.Services.GetRequiredService<FileSweep>().RunOnceAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, waiting.Id, officer));
        await site.Database.WriteAsync(db => db.Messages.ExecuteDeleteAsync(Cancel), Cancel);
        await site.Services.GetRequiredService<FileSweep>().RunOnceAsync(Cancel);
        Assert.Empty(site.StoredFiles());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task ResultFile_IsTheApplicantsFromTheHandingOverOn_UntilItIsRecalled(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var dossier = await DossierAsync(site);
        var (officer, stranger) = (Guid.NewGuid(), Guid.NewGuid());
        site.Officers.Add(officer);
        await UploadAsync(site, dossier.Id);
        var file = (await site.PapersAsync()).Single().Id;
        var by = new Actor(officer, "B", ActorKind.Officer, Support.Samples.District);

        // Of a part: it lies with the officers until the dossier's result is handed over.
        await ChangeAsync(
            site,
            dossier,
            async (db, d, now) =>
            {
                var clock = Support.Samples.Clock;
                d.Accept(by, null, now);
                d.Forward(by, new ForwardTarget("cp-tu-phap"), now);
                d.GiveSubtasks(by, [new SubtaskOrder("xa", "Xác minh", 1, WhyLater: "Xa.")], clock, now);
                var files = await site.Services.GetRequiredService<MessageFiles>().TakeAsync(db, site.Owner, dossier.Id, Cancel);
                d.FinishSubtask(by, d.Subtasks[0].Id, "Xong", "12", now, files);
            }
        );
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound), await AllAsync());
        await ChangeAsync(site, dossier, (_, d, now) => Done(() => Return(d, now)));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound), await AllAsync());
        await ChangeAsync(site, dossier, (_, d, now) => Done(() => d.RecallResult(by, "Nhầm.", now)));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound), await AllAsync());

        site.Clock.Advance(TimeSpan.FromDays(3));
        await site.Services.GetRequiredService<FileSweep>().RunOnceAsync(Cancel);
        Assert.NotEmpty(site.StoredFiles());

        async Task<(HttpStatusCode, HttpStatusCode, HttpStatusCode)> AllAsync() =>
            (await StatusAsync(site, file, site.Owner), await StatusAsync(site, file, officer), await StatusAsync(site, file, stranger));

        void Return(Dossier d, DateTime now)
        {
            d.Complete(by, now);
            d.ReturnResult(by, new ResultReturnDetails(ResultDelivery.Digital), [], now);
        }

        static Task Done(Action act)
        {
            act();
            return Task.CompletedTask;
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Upload_ForAForeignDossier_FindsNothing_AndTheSixthFileIsRefused(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var dossier = await DossierAsync(site);

        using var foreign = await site.AnnounceAsync(10, paper: PaperSlots.Message, draft: dossier.Id, user: Guid.NewGuid());
        using var unknown = await site.AnnounceAsync(10, paper: PaperSlots.Message, draft: Guid.NewGuid());
        // All at once, as a browser with five files does.
        var announced = await Task.WhenAll(
            Enumerable.Range(0, DossierMessage.MaxFiles).Select(_ => site.AnnounceAsync(10, paper: PaperSlots.Message, draft: dossier.Id))
        );
        using var sixth = await site.AnnounceAsync(10, paper: PaperSlots.Message, draft: dossier.Id);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, unknown.StatusCode));
        Assert.All(announced, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sixth.StatusCode);
        Assert.Equal(1, await site.Database.ReadAsync(db => db.Drafts.CountAsync(d => d.RequestId == dossier.Id, Cancel), Cancel));
    }

    [Fact]
    public async Task Quota_CountsWhatWasSentBefore()
    {
        await using var site = await PaperSite.StartAsync(
            ("Files:MaxFileBytes", "4096"),
            ("Files:MaxBytesPerSlot", "4096"),
            ("Files:MaxBytesPerDossier", "4096")
        );
        var dossier = await DossierAsync(site);
        await UploadAsync(site, dossier.Id);
        await SendAsync(site, dossier);

        using var over = await site.AnnounceAsync(4096, paper: PaperSlots.Message, draft: dossier.Id);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, over.StatusCode);
        Assert.Contains("DossierFull", await over.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Erasure_LeavesNeitherRowsNorBytes_OfMessagesDraftsAndResults(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var dossier = await DossierAsync(site);
        await UploadAsync(site, dossier.Id, 1);
        await SendAsync(site, dossier);
        await UploadAsync(site, dossier.Id, 2);
        await ChangeAsync(
            site,
            dossier,
            async (db, d, now) =>
            {
                var by = new Actor(site.Owner, "B", ActorKind.Officer, Support.Samples.District);
                d.Accept(by, null, now);
                d.Complete(by, now);
                var files = await site.Services.GetRequiredService<MessageFiles>().TakeAsync(db, site.Owner, dossier.Id, Cancel);
                d.ReturnResult(by, new ResultReturnDetails(ResultDelivery.Digital), [], now, files);
            }
        );
        // Begun, and never sent.
        await UploadAsync(site, dossier.Id, 3);
        Assert.Equal(3, site.StoredFiles().Length);

        await EraseAsync(site);

        Assert.Equal((0, 0, 0, 0, 0), await RowsAsync(site, dossier));
        Assert.Equal(0, await site.Database.ReadAsync(db => db.Set<FileScan>().CountAsync(Cancel), Cancel));
        Assert.Empty(site.StoredFiles());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Erasure_KeepsAFile_ThatIsStillNeededElsewhere(DatabaseProvider provider)
    {
        await using var site = await PaperSite.StartAsync(provider);
        var (closed, running) = (await DossierAsync(site), await DossierAsync(site, 2));
        // The same content twice is stored once.
        foreach (var dossier in new[] { closed, running })
        {
            await UploadAsync(site, dossier.Id, 1);
            await SendAsync(site, dossier);
        }

        await ChangeAsync(
            site,
            closed,
            (_, d, now) =>
            {
                d.Refuse(new(site.Owner, "B", ActorKind.Officer, Support.Samples.District), "Nhầm.", now);
                return Task.CompletedTask;
            }
        );
        Assert.Single(site.StoredFiles());

        await EraseAsync(site);

        Assert.Equal((0, 0, 0, 0, 0), await RowsAsync(site, closed));
        Assert.Single(site.StoredFiles());
        var kept = await site.Database.ReadAsync(db => db.Set<MessageFile>().SingleAsync(Cancel), Cancel);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, kept.Id, site.Owner));
    }

    // The retention of closed dossiers, then the sweep of stored files.
    private static async Task EraseAsync(PaperSite site)
    {
        // Hourly jobs run on this clock: years would be a hundred thousand hours.
        site.Clock.Advance(TimeSpan.FromDays(3));
        var options = Microsoft.Extensions.Options.Options.Create(
            new Dvc.Blazor.Infrastructure.Retention.RetentionOptions { DossierYears = 0 }
        );
        var retention = new Dvc.Blazor.Infrastructure.Retention.DossierRetention(site.Database, options, site.Clock);
        Assert.Equal(1, await retention.EraseAsync(Cancel));
        await site.Services.GetRequiredService<FileSweep>().RunOnceAsync(Cancel);
    }

    private static Task<(int Messages, int Files, int Results, int Drafts, int DraftPapers)> RowsAsync(PaperSite site, Dossier dossier) =>
        site.Database.ReadAsync(
            async db =>
                (
                    await db.Messages.CountAsync(m => m.DossierId == dossier.Id, Cancel),
                    await db.Set<MessageFile>()
                        .CountAsync(f => !db.Messages.Any(m => m.Id == f.MessageId && m.DossierId != dossier.Id), Cancel),
                    await db.ResultFiles.CountAsync(f => f.DossierId == dossier.Id, Cancel),
                    await db.Drafts.CountAsync(d => d.RequestId == dossier.Id, Cancel),
                    await db.DraftPapers.CountAsync(Cancel)
                ),
            Cancel
        );

    private static async Task<Dossier> DossierAsync(PaperSite site, int running = 1)
    {
        var revision = await site.Database.ReadAsync(db => db.Drafts.Select(d => d.RevisionId).FirstAsync(Cancel), Cancel);
        var dossier = Support.Samples.Dossier(running, site.Owner, procedure: "1.000001", revision: revision);
        await site.Database.WriteAsync(db => Task.FromResult(db.Dossiers.Add(dossier)), Cancel);
        return dossier;
    }

    private static Task ChangeAsync(PaperSite site, Dossier dossier, Func<DvcDbContext, Dossier, DateTime, Task> act) =>
        site.Database.WriteAsync(
            async db =>
                await act(
                    db,
                    await db.Dossiers.Include(d => d.Subtasks).Include(d => d.Originals).SingleAsync(d => d.Id == dossier.Id, Cancel),
                    site.Clock.GetUtcNow().UtcDateTime
                ),
            Cancel
        );

    private static async Task UploadAsync(PaperSite site, Guid dossier, int pages = 1)
    {
        var bytes = Samples.PlainPdf(pages);
        using var announced = await site.AnnounceAsync(bytes.Length, "don.pdf", PaperSlots.Message, dossier);
        var address = announced.Headers.Location!.ToString();
        using var sent = await site.SendAsync(address, 0, bytes, PaperSite.Checksum(bytes));
        Assert.Equal("Stored", (await site.OutcomeAsync(address)).GetProperty("state").GetString());
    }

    private static Task SendAsync(PaperSite site, Dossier dossier) =>
        site.Database.WriteAsync(
            async db =>
            {
                var stored = await db.Dossiers.SingleAsync(d => d.Id == dossier.Id, Cancel);
                var files = await site.Services.GetRequiredService<MessageFiles>().TakeAsync(db, site.Owner, dossier.Id, Cancel);
                stored.Write(new(site.Owner, "A", ActorKind.Applicant), "", Support.Samples.Morning, files);
            },
            Cancel
        );

    private static async Task<HttpStatusCode> StatusAsync(PaperSite site, Guid file, Guid user)
    {
        using var answer = await site.GetAsync($"/tep/{file}", user);
        return answer.StatusCode;
    }
}
