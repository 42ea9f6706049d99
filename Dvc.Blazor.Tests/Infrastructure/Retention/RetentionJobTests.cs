using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Retention;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Retention;

public sealed class RetentionJobTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Draft_Untouched_IsWarnedOfOnceAndDeletedTwoWeeksLater(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var nodes = new[] { Node(portal), Node(portal) };
        var draft = await portal.CompleteDraftAsync(await portal.UserAsync(Cast.Citizen));

        await PassAsync(portal, nodes, 75);
        Assert.Equal((1, 0), (await DraftsAsync(portal), await LettersAsync(portal)));
        await PassAsync(portal, nodes, 2);
        Assert.Equal((1, 1), (await DraftsAsync(portal), await LettersAsync(portal)));
        await PassAsync(portal, nodes, 12);
        Assert.Equal(1, await DraftsAsync(portal));
        await PassAsync(portal, nodes, 3);

        Assert.Equal((0, 1), (await DraftsAsync(portal), await LettersAsync(portal)));
        Assert.Equal(0, await CountAsync(portal, db => db.DraftAnswers.Where(a => a.DraftId == draft.Id)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Draft_ChangedAfterTheWarning_StaysAndIsWarnedOfAnew(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var node = Node(portal);
        var owner = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(owner);
        await PassAsync(portal, [node], 77);

        portal.Data.Clock.Advance(TimeSpan.FromMinutes(1));
        var place = new AnswerChange("noi_dang_ky", new TextAnswer("UBND xã Ia Hrú"), draft.AnswerSequences["noi_dang_ky"]);
        await portal.Drafts.SaveAsync(owner, draft.Id, [place], "page", Cancel);
        await PassAsync(portal, [node], 20);
        Assert.Equal((1, 1), (await DraftsAsync(portal), await LettersAsync(portal)));
        await PassAsync(portal, [node], 57);

        Assert.Equal((1, 2), (await DraftsAsync(portal), await LettersAsync(portal)));
    }

    [Fact]
    public async Task Draft_OverdueWhenTheJobComesBack_IsStillWarnedOfFirst()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var node = Node(portal);
        await portal.CompleteDraftAsync(await portal.UserAsync(Cast.Citizen));

        await PassAsync(portal, [node], 200);

        Assert.Equal((1, 1), (await DraftsAsync(portal), await LettersAsync(portal)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Dossier_ClosedLongEnough_IsErasedOnceByTwoNodesAndItsTrailStaysWhole(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var nodes = new[] { Node(portal), Node(portal) };
        var (closed, running) = (Filed(1), Filed(2));
        closed.Refuse(Samples.Officer(), "Chị H’Yên nộp nhầm", Samples.Morning);
        await portal.Data.AddAsync(closed, running);
        await EndAsync(portal, years: 3);
        await portal.Data.Database.WriteAsync(
            db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.HandledAt, Samples.Morning), Cancel),
            Cancel
        );

        await PassAsync(portal, nodes, 3 * 365 - 1);
        Assert.Null((await LoadAsync(portal, closed.Id)).ErasedAt);
        await PassAsync(portal, nodes, 3);

        var erased = await LoadAsync(portal, closed.Id);
        Assert.NotNull(erased.ErasedAt);
        Assert.Equal(("", null, "{}"), (erased.ApplicantName, erased.Email, erased.Answers.Json));
        Assert.Empty(erased.Documents);
        Assert.Single(erased.Trail, line => line.Kind == "Erased");
        Assert.True(AuditEvent.IsIntact(erased.Trail));
        Assert.Equal("Rơ Châm H’Yên", (await LoadAsync(portal, running.Id)).ApplicantName);
        Assert.Equal(0, await CountAsync(portal, db => db.Outbox.Where(m => m.DossierId == closed.Id)));
    }

    [Fact]
    public async Task Dossier_WithoutARuleOfItsOwn_IsKeptForTheGeneralTime()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var node = Node(portal);
        var closed = Filed(1);
        closed.Refuse(Samples.Officer(), "Nộp nhầm", Samples.Morning);
        await portal.Data.AddAsync(closed);

        await PassAsync(portal, [node], 9 * 365);
        Assert.Null((await LoadAsync(portal, closed.Id)).ErasedAt);
        await PassAsync(portal, [node], 2 * 365);

        Assert.NotNull((await LoadAsync(portal, closed.Id)).ErasedAt);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Dossier_WhenTheJobDiesHalfWay_IsErasedWhollyOrNotAtAll(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var node = Node(portal);
        var dossiers = Enumerable.Range(1, 3).Select(Filed).ToList();
        foreach (var dossier in dossiers)
            dossier.Refuse(Samples.Officer(), "Nộp nhầm", Samples.Morning);
        await portal.Data.AddAsync([.. dossiers]);
        portal.Data.Clock.Advance(TimeSpan.FromDays(11 * 366));
        await RefuseSecondErasureAsync(portal, dossiers[1].Id);

        await Assert.ThrowsAnyAsync<Exception>(() => node.GetRequiredService<RetentionJob>().RunOnceAsync(Cancel));
        var after = await Task.WhenAll(dossiers.Select(d => LoadAsync(portal, d.Id)));
        Assert.All(after, d => Assert.Equal(d.ErasedAt is null, d.ApplicantName.Length > 0));
        Assert.All(after, d => Assert.Equal(d.ErasedAt is null, d.Steps.Any(s => s.Note is not null)));
        Assert.Contains(after, d => d.ErasedAt is null);
        await AllowErasureAsync(portal);
        await node.GetRequiredService<RetentionJob>().RunOnceAsync(Cancel);

        Assert.All(
            await Task.WhenAll(dossiers.Select(d => LoadAsync(portal, d.Id))),
            d => Assert.True(d.ErasedAt is not null && AuditEvent.IsIntact(d.Trail))
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task OutboxRow_DealtWithForLong_IsDeleted_WaitingAndAbandonedOnesStay(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var nodes = new[] { Node(portal), Node(portal) };
        await portal.Data.Database.WriteAsync(db => db.Outbox.ExecuteDeleteAsync(Cancel), Cancel);
        var (handled, waiting, abandoned) = (Row(), Row(), Row());
        (handled.HandledAt, abandoned.AbandonedAt) = (Samples.Morning, Samples.Morning);
        await portal.Data.AddAsync(handled, waiting, abandoned);

        await PassAsync(portal, nodes, 29);
        Assert.Equal(3, await CountAsync(portal, db => db.Outbox));
        await PassAsync(portal, nodes, 2);

        var left = await portal.Data.Database.ReadAsync(db => db.Outbox.Select(m => m.Id).ToListAsync(Cancel), Cancel);
        Assert.Equal(new[] { waiting.Id, abandoned.Id }.Order(), left.Order());
    }

    private static OutboxMessage Row() => OutboxMessage.From(new { text = "x" }, Guid.Empty, Samples.Morning);

    private static ServiceProvider Node(SeededPortal portal) => portal.NewNode(services => services.AddRetention());

    private static Dossier Filed(int running) => Samples.Dossier(running, procedure: CertifiedCopy.Code);

    // Time goes by, and the job of each node runs at the same moment.
    private static async Task PassAsync(SeededPortal portal, IReadOnlyList<ServiceProvider> nodes, int days)
    {
        portal.Data.Clock.Advance(TimeSpan.FromDays(days));
        await Task.WhenAll(nodes.Select(n => n.GetRequiredService<RetentionJob>().RunOnceAsync(Cancel)));
    }

    private static Task<int> DraftsAsync(SeededPortal portal) => CountAsync(portal, db => db.Drafts);

    private static Task<int> LettersAsync(SeededPortal portal) =>
        CountAsync(portal, db => db.Outbox.Where(m => m.Kind == nameof(AccountLetter)));

    private static Task<int> CountAsync<T>(SeededPortal portal, Func<DvcDbContext, IQueryable<T>> rows) =>
        portal.Data.Database.ReadAsync(db => rows(db).CountAsync(Cancel), Cancel);

    private static async Task EndAsync(SeededPortal portal, int years) =>
        await portal.Data.Database.WriteAsync(
            db =>
                db.Procedures.Where(p => p.Code == CertifiedCopy.Code)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.RetentionYears, years), Cancel),
            Cancel
        );

    private static Task<Dossier> LoadAsync(SeededPortal portal, Guid id) =>
        portal.Data.Database.ReadAsync(
            db =>
                db.Dossiers.Include(d => d.Answers)
                    .Include(d => d.Steps)
                    .Include(d => d.Documents)
                    .Include(d => d.Trail)
                    .AsSplitQuery()
                    .SingleAsync(d => d.Id == id, Cancel),
            Cancel
        );

    // As if the process died at the last statement of that dossier.
    private static Task RefuseSecondErasureAsync(SeededPortal portal, Guid dossier) =>
        ExecuteAsync(
            portal,
            portal.Data.Provider == DatabaseProvider.Sqlite
                ? $"CREATE TRIGGER dies BEFORE INSERT ON \"AuditEvents\" WHEN NEW.\"Kind\" = 'Erased' AND upper(NEW.\"DossierId\") = '{dossier.ToString().ToUpperInvariant()}' BEGIN SELECT RAISE(ABORT, 'dies'); END;"
                : $"ALTER TABLE \"AuditEvents\" ADD CONSTRAINT dies CHECK (NOT (\"Kind\" = 'Erased' AND \"DossierId\" = '{dossier}'))"
        );

    private static Task AllowErasureAsync(SeededPortal portal) =>
        ExecuteAsync(
            portal,
            portal.Data.Provider == DatabaseProvider.Sqlite ? "DROP TRIGGER dies" : "ALTER TABLE \"AuditEvents\" DROP CONSTRAINT dies"
        );

    private static async Task ExecuteAsync(SeededPortal portal, string sql) =>
        await portal.Data.Database.WriteAsync(db => db.Database.ExecuteSqlRawAsync(sql, Cancel), Cancel);
}
