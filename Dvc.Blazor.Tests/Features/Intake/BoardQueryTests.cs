using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

public sealed class BoardQueryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Officer_PostedElsewhere_SeesNothingOfTheDossier()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var dossier = await FileAsync(portal);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        await using (var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.UserId == officer).ExecuteDeleteAsync(Cancel);
            db.Postings.Add(new OfficerPosting { UserId = officer, AgencyId = "cp-x-23971" });
            await db.SaveChangesAsync(Cancel);
        }

        var board = (await portal.Services.GetRequiredService<BoardQuery>().RunAsync(officer, new BoardFilter(), Cancel))!;

        Assert.Empty(board.Rows);
        Assert.Null(await portal.Services.GetRequiredService<DossierQuery>().RunAsync(officer, dossier.Number, Cancel));
    }

    [Fact]
    public async Task Officer_PostedForOneSectorOnly_SeesThatSectorOnly()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        await using (var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.UserId == officer).ExecuteDeleteAsync(Cancel);
            db.Postings.Add(
                new OfficerPosting
                {
                    UserId = officer,
                    AgencyId = "gl-h-639",
                    SectorCode = "dat-dai",
                }
            );
            await db.SaveChangesAsync(Cancel);
        }

        var board = (await portal.Services.GetRequiredService<BoardQuery>().RunAsync(officer, new BoardFilter(), Cancel))!;

        Assert.Equal(2, board.Total);
    }

    [Theory]
    [InlineData("h’yên", 1)]
    [InlineData("H'YEN 250602", 1)]
    [InlineData("khong co ai", 0)]
    [InlineData("%", 0)]
    public async Task Board_SearchedWithoutAccents_FindsByNumberAndName(string words, int found)
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        await FileAsync(portal);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);

        var board = await portal.Services.GetRequiredService<BoardQuery>().RunAsync(officer, new BoardFilter(Words: words), Cancel);

        Assert.Equal(found, board!.Total);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task DemoDossiers_SeededTwice_AreTheSameAndStandInEveryStatus(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await portal.Services.GetRequiredService<Dvc.Blazor.Infrastructure.Persistence.Seeding.DatabaseStart>().RunAsync(Cancel);

        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(12, await db.Dossiers.CountAsync(Cancel));
        Assert.Equal(10, await db.Dossiers.Select(d => d.Status).Distinct().CountAsync(Cancel));
        Assert.Equal(0, await db.Outbox.CountAsync(Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Search_FindsByEachThingAnOfficerKnows(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = await FileAsync(portal);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        var query = portal.Services.GetRequiredService<BoardQuery>();

        foreach (
            var words in new[]
            {
                dossier.Number,
                $" {dossier.Number.ToLowerInvariant().Replace("-", " - ", StringComparison.Ordinal)} ",
                dossier.Number[..^2],
                dossier.Number[^11..],
                "RƠ CHÂM H’YÊN",
                "ro cham h'yen",
                "yen cham",
                "h’y",
                "trich luc",
                Digits(dossier.Phone!),
            }
        )
        {
            var found = (await query.RunAsync(officer, new BoardFilter(Words: words), Cancel))!;
            Assert.True(found.Rows.Any(r => r.Id == dossier.Id), $"'{words}' does not find {dossier.Number}");
        }

        foreach (var words in new[] { "%", "'", "\"", "*", "h'yen AND", "yenx", "H21.639-250602-9999", "0999999999" })
        {
            Assert.Empty((await query.RunAsync(officer, new BoardFilter(Words: words), Cancel))!.Rows);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Search_ByIdentityNumber_FindsThePersonsDossiersOnly(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        var query = portal.Services.GetRequiredService<BoardQuery>();
        var citizen = await portal.Data.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Email == Cast.Citizen, Cancel), Cancel);

        var found = (await query.RunAsync(officer, new BoardFilter(Words: citizen.NationalId), Cancel))!;

        var marked = await portal.Data.Database.ReadAsync(
            db => db.Dossiers.Where(d => d.ApplicantIdMark == citizen.NationalIdMark).Select(d => d.Id).ToListAsync(Cancel),
            Cancel
        );
        Assert.NotEmpty(found.Rows);
        Assert.Subset(marked.ToHashSet(), found.Rows.Select(r => r.Id).ToHashSet());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Search_FollowsTheDossier_WhenItMovesAndWhenItsPersonIsForgotten(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = Samples.Dossier(7, unit: "cp-x-23971", receiving: "cp-x-23971", competent: "cp-x-23971");
        await portal.Data.AddAsync(dossier);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        var query = portal.Services.GetRequiredService<BoardQuery>();
        await PostAsync(portal, officer, "cp-x-23986");
        var before = await query.RunAsync(officer, new BoardFilter(Words: "rơ châm h’yên 0007"), Cancel);

        await ActAsync(
            portal,
            dossier,
            (d, now) =>
            {
                d.Accept(Samples.Officer(), null, now);
                d.Forward(Samples.Officer(), new ForwardTarget("cp-x-23986"), now);
            }
        );
        var there = await query.RunAsync(officer, new BoardFilter(Words: "rơ châm h’yên 0007"), Cancel);
        await ActAsync(portal, dossier, (d, now) => d.Discontinue(Samples.Officer(), "Thôi", now));
        await ActAsync(portal, dossier, (d, now) => d.ErasePersonalData(now));
        var forgotten = await query.RunAsync(officer, new BoardFilter(Words: "rơ châm h’yên 0007"), Cancel);

        Assert.Equal((0, 1, 0), (before!.Rows.Count, there!.Rows.Count, forgotten!.Rows.Count));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Queues_ListsAndFigures_AreThoseOfPlainLooking(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        await new BoardCrowd(portal, me).StoreAsync();
        var query = portal.Services.GetRequiredService<BoardQuery>();
        var officers = portal.Services.GetRequiredService<Officers>();
        var now = portal.Data.Clock.GetUtcNow().UtcDateTime;
        var (scope, asked) = await portal.Data.Database.ReadAsync(
            async db =>
            {
                var officer = (await officers.FindAsync(db, me, Cancel))!;
                var places = officer.Postings.Select(p => p.AgencyId).ToList();
                return (
                    await db.Dossiers.For(officer).ToListAsync(Cancel),
                    await db
                        .Opinions.Where(o => places.Contains(o.AgencyId) && o.AnsweredAt == null)
                        .Select(o => o.DossierId)
                        .ToListAsync(Cancel)
                );
            },
            Cancel
        );

        foreach (var (queue, expected) in BoardCrowd.Plainly(scope, asked, me, now))
        {
            var board = (await query.RunAsync(me, new BoardFilter(queue), Cancel))!;
            Assert.True(expected.Count > 0, $"the crowd has nothing for {queue}");
            Assert.Equal(expected.Order(), board.Rows.Select(r => r.Id).Order());
            Assert.Equal(expected.Count, board.Total);
            if (BoardQueue.Of(queue).IsLive)
            {
                Assert.Equal((queue, expected.Count), (queue, board.Counts[queue]));
            }
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Lists_AreInTheOrderAskedFor_AcrossPlacesAndPages(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        await new BoardCrowd(portal, me).StoreAsync();
        var query = portal.Services.GetRequiredService<BoardQuery>();

        var first = (await query.RunAsync(me, new BoardFilter(), Cancel))!;
        var second = (await query.RunAsync(me, new BoardFilter(Page: 2), Cancel))!;
        var received = (await query.RunAsync(me, new BoardFilter("moi-den", Sort: BoardSort.Received), Cancel))!;
        var due = (await query.RunAsync(me, new BoardFilter("qua-han"), Cancel))!;

        var all = first.Rows.Concat(second.Rows).ToList();
        Assert.Equal(all.Count, all.DistinctBy(r => r.Id).Count());
        Assert.Equal(first.Total, all.Count);
        Assert.Equal(all.OrderByDescending(r => r.UpdatedAt).Select(r => r.UpdatedAt), all.Select(r => r.UpdatedAt));
        Assert.Equal(
            received.Rows.OrderByDescending(r => r.SubmittedAt).Select(r => r.SubmittedAt),
            received.Rows.Select(r => r.SubmittedAt)
        );
        Assert.Equal(due.Rows.OrderBy(r => r.DueAt).Select(r => r.DueAt), due.Rows.Select(r => r.DueAt));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Lists_AndSearches_NeverWalkThroughAllDossiers(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var marks = portal.Services.GetRequiredService<Dvc.Blazor.Infrastructure.Security.PersonalData.NationalIdIndex>();
        var now = portal.Data.Clock.GetUtcNow().UtcDateTime;
        var filters = BoardQueue
            .All.Where(q => q.Key != BoardQueue.OpinionsKey)
            .Select(q => new BoardFilter(q.Key))
            .Concat(new[] { "H21.65-250602-0001", "ro cham", "064190001234", "0905123456" }.Select(w => new BoardFilter(Words: w)));

        foreach (var filter in filters)
        {
            var search = filter.Words is null ? null : await BoardSearch.ReadAsync(filter.Words, marks, Cancel);
            var plan = await portal.Data.Database.ReadAsync(
                async db =>
                {
                    var officer = (await portal.Services.GetRequiredService<Officers>().FindAsync(db, me, Cancel))!;
                    var weighed = search is null ? null : await search.WeighedAsync(db, BoardPlace.Agencies(officer), Cancel);
                    var list = new BoardList(db, officer, filter, new QueueMoment(me, now, now.AddDays(3)), weighed);
                    return await QueryPlan.OfAsync(db, list.Page(0, BoardQuery.PageSize), Cancel);
                },
                Cancel
            );
            Assert.True(!plan.WalksThrough("Dossiers"), $"{filter}:\n{plan}");
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Search_TriesWholeWordsFirst_AndBeginningsWhereNothingHasThem(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        var query = portal.Services.GetRequiredService<BoardQuery>();
        var seen = (await query.RunAsync(officer, new BoardFilter(), Cancel))!.Rows.Select(r => r.Id).ToList();
        await NameAsync(portal, seen[0], "zu van anh");
        await NameAsync(portal, seen[1], "zung van an");

        Assert.Equal([seen[0]], await FoundAsync("zu an"));
        Assert.Equal([seen[1]], await FoundAsync("zung v"));
        Assert.Equal(seen.Take(2).Order(), await FoundAsync("z v an"));

        async Task<IEnumerable<Guid>> FoundAsync(string words) =>
            (await query.RunAsync(officer, new BoardFilter(Words: words), Cancel))!.Rows.Select(r => r.Id).Order().ToList();
    }

    private static async Task NameAsync(SeededPortal portal, Guid dossier, string words)
    {
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        await db.Dossiers.Where(d => d.Id == dossier).ExecuteUpdateAsync(d => d.SetProperty(x => x.FoldedSearch, words), Cancel);
    }

    private static string Digits(string phone) => phone.Insert(4, " ").Insert(8, ".");

    private static async Task PostAsync(SeededPortal portal, Guid officer, string agency)
    {
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        await db.Postings.Where(p => p.UserId == officer).ExecuteDeleteAsync(Cancel);
        db.Postings.Add(new OfficerPosting { UserId = officer, AgencyId = agency });
        await db.SaveChangesAsync(Cancel);
    }

    private static Task ActAsync(SeededPortal portal, Dossier dossier, Action<Dossier, DateTime> act) =>
        portal.Data.Database.WriteAsync(
            async db =>
                act(
                    await db
                        .Dossiers.Include(d => d.Steps)
                        .Include(d => d.Documents)
                        .Include(d => d.Answers)
                        .SingleAsync(d => d.Id == dossier.Id, Cancel),
                    portal.Data.Clock.GetUtcNow().UtcDateTime
                ),
            Cancel
        );

    private static async Task<Dossier> FileAsync(SeededPortal portal)
    {
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        var hash = (await portal.Submissions.CheckAsync(draft, Cancel)).Hash;
        var done = (SubmissionOutcome.Done)await portal.Submissions.SubmitAsync(citizen, draft.Id, hash, Cancel);
        return await ReadAsync(portal, done.DossierNumber);
    }

    private static Task<Dossier> ReadAsync(SeededPortal portal, string number) =>
        portal.Data.Database.ReadAsync(db => db.Dossiers.SingleAsync(d => d.Number == number, Cancel), Cancel);
}
