using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Articles;
using Dvc.Blazor.Features.Articles;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Articles;

/// <summary>Writing, publishing and finding articles.</summary>
public sealed class ArticleDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Publish_IsReadByEverybody_AndWithdrawnByNobody(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var node = Node(portal);
        var admin = await portal.UserAsync(Cast.Administrator);
        var save = Save("Lịch tiếp dân");

        await Desk(node).SaveAsync(admin, save, Cancel);
        Assert.Null(await News(node).FindAsync("lich-tiep-dan", Cancel));
        Assert.Null(await News(node).RunAsync("thong-bao", null, 1, Cancel));
        await Desk(node).SaveAsync(admin, save with { Step = ArticleStep.Publish }, Cancel);

        var (article, category) = (await News(node).FindAsync("lich-tiep-dan", Cancel))!.Value;
        Assert.Equal(("Lịch tiếp dân", "Thông báo"), (article.Title, category.Name));
        Assert.Single((await News(node).RunAsync("thong-bao", null, 1, Cancel))!.Rows);
        await Desk(node).SaveAsync(admin, save with { Step = ArticleStep.Withdraw }, Cancel);
        Assert.Null(await News(node).FindAsync("lich-tiep-dan", Cancel));
        var view = (await node.GetRequiredService<ArticleQuery>().RunAsync(admin, save.Id, Cancel))!;
        Assert.Equal([ArticleAct.Withdrawn, ArticleAct.Published, ArticleAct.Begun], view.Log.Select(e => e.Act));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task PublishDate_IsAwaited(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var node = Node(portal);
        var day = portal.Data.Clock.GetUtcNow().UtcDateTime.AddHours(5);
        var save = Save("Tin mai") with { Step = ArticleStep.Publish };
        await Desk(node)
            .SaveAsync(await portal.UserAsync(Cast.Administrator), save with { Content = save.Content with { PublishAt = day } }, Cancel);

        Assert.Null(await News(node).FindAsync("tin-mai", Cancel));
        portal.Data.Clock.Advance(TimeSpan.FromHours(5));

        Assert.NotNull(await News(node).FindAsync("tin-mai", Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SameSentTwice_IsOneArticle_SameTitleTwiceIsTwoAddresses(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var node = Node(portal);
        var admin = await portal.UserAsync(Cast.Administrator);
        var save = Save("Thông báo nghỉ lễ") with { Step = ArticleStep.Publish };

        await Desk(node).SaveAsync(admin, save, Cancel);
        await Desk(node).SaveAsync(admin, save, Cancel);
        await Desk(node).SaveAsync(admin, save with { Id = Guid.CreateVersion7(), NewCategory = "THÔNG BÁO" }, Cancel);

        await portal.Data.Database.ReadAsync(
            async db =>
            {
                Assert.Equal(
                    ["thong-bao-nghi-le", "thong-bao-nghi-le-2"],
                    await db.Articles.Select(a => a.Slug).Order().ToListAsync(Cancel)
                );
                Assert.Equal("Thông báo", (await db.ArticleCategories.SingleAsync(Cancel)).Name);
                Assert.Equal(4, await db.ArticleEvents.CountAsync(Cancel));
                return true;
            },
            Cancel
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TwoWriters_TheLaterIsRefused_AndLosesNothingOfTheFirst(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var here = Node(portal);
        await using var there = Node(portal);
        var admin = await portal.UserAsync(Cast.Administrator);
        var save = Save("Tin");
        await Desk(here).SaveAsync(admin, save, Cancel);
        var seen = (await here.GetRequiredService<ArticleQuery>().RunAsync(admin, save.Id, Cancel))!.Article!.Version;

        string?[] refusals = await Task.WhenAll(
            RuleOfAsync(() => Desk(here).SaveAsync(admin, Changed(save, "Một", seen), Cancel)),
            RuleOfAsync(() => Desk(there).SaveAsync(admin, Changed(save, "Hai", seen), Cancel))
        );

        Assert.Equal(["Article.ChangedMeanwhile"], refusals.OfType<string>());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Search_NeedsNoAccents_AndPagesGoOn(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var node = Node(portal);
        var admin = await portal.UserAsync(Cast.Administrator);
        for (var i = 1; i <= NewsQuery.PageSize + 1; i++)
        {
            await Desk(node).SaveAsync(admin, Save($"Đăng ký số {i}") with { Step = ArticleStep.Publish }, Cancel);
            portal.Data.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var pinned = Save("Ghim ở đầu") with { Step = ArticleStep.Publish };
        await Desk(node).SaveAsync(admin, pinned with { Content = pinned.Content with { IsPinned = true } }, Cancel);
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(1));
        await Desk(node).SaveAsync(admin, Save("100% mới") with { Step = ArticleStep.Publish }, Cancel);

        var first = (await News(node).RunAsync(null, null, 1, Cancel))!;
        Assert.Equal(("Ghim ở đầu", "100% mới", 2), (first.Rows[0].Title, first.Rows[1].Title, first.Pages));
        Assert.Equal(NewsQuery.PageSize + 1, (await News(node).RunAsync(null, "ky dang", 1, Cancel))!.Found);
        Assert.Equal(1, (await News(node).RunAsync(null, "100%", 1, Cancel))!.Found);
        Assert.Equal(0, (await News(node).RunAsync(null, "không có", 1, Cancel))!.Found);
        Assert.Equal(3, (await News(node).RunAsync(null, null, 99, Cancel))!.Rows.Count);
        var mine = (await node.GetRequiredService<ArticleListQuery>().RunAsync(admin, "dang ky", ArticleState.Published, 1, Cancel))!;
        Assert.Equal((NewsQuery.PageSize + 1, $"Đăng ký số {NewsQuery.PageSize + 1}"), (mine.Found, mine.Rows[0].Title));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task AnybodyElse_WritesAndListsNothing_AndNobodyChangesTheLog(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var node = Node(portal);
        var (admin, officer) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));

        Assert.Equal("Article.NotFound", await RuleOfAsync(() => Desk(node).SaveAsync(officer, Save("Tin"), Cancel)));
        Assert.Null(await node.GetRequiredService<ArticleListQuery>().RunAsync(officer, null, null, 1, Cancel));
        Assert.Null(await node.GetRequiredService<ArticleQuery>().RunAsync(officer, null, Cancel));
        Assert.Equal(
            "Article.CategoryMissing",
            await RuleOfAsync(() => Desk(node).SaveAsync(admin, Save("Tin") with { NewCategory = "" }, Cancel))
        );
        await Desk(node).SaveAsync(admin, Save("Tin"), Cancel);
        await Assert.ThrowsAnyAsync<Exception>(() =>
            portal.Data.Database.WriteAsync(db => db.ArticleEvents.ExecuteDeleteAsync(Cancel), Cancel)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Picture_IsKeptAsLongAsTheArticles(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var node = Node(portal);
        var store = node.GetRequiredService<IFileStore>();
        var kept = await store.AddAsync(new MemoryStream([1, 2, 3]), Cancel);
        var stray = await store.AddAsync(new MemoryStream([4, 5, 6]), Cancel);
        await Desk(node)
            .SaveAsync(
                await portal.UserAsync(Cast.Administrator),
                Save("Tin") with
                {
                    Picture = new TakenPicture(null, kept, "image/png"),
                },
                Cancel
            );

        portal.Data.Clock.SetUtcNow(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await node.GetRequiredService<FileSweep>().RunOnceAsync(Cancel);

        (await store.OpenAsync(kept, Cancel)).Dispose();
        await Assert.ThrowsAsync<FileDamagedException>(() => store.OpenAsync(stray, Cancel));
    }

    private static ArticleSave Changed(ArticleSave save, string title, Guid seen) =>
        save with
        {
            Seen = seen,
            Content = save.Content with { Vietnamese = save.Content.Vietnamese with { Title = title } },
        };

    private static ArticleSave Save(string title) =>
        new(
            Guid.CreateVersion7(),
            Guid.Empty,
            new ArticleContent("", new ArticleText(title, "", "Nội dung"), ArticleText.Empty, null, false),
            "Thông báo",
            null,
            ArticleStep.Keep
        );

    private static ServiceProvider Node(SeededPortal portal) => portal.NewNode(services => services.AddArticles());

    private static ArticleDesk Desk(ServiceProvider node) => node.GetRequiredService<ArticleDesk>();

    private static NewsQuery News(ServiceProvider node) => node.GetRequiredService<NewsQuery>();

    private static async Task<string?> RuleOfAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RuleViolationException refusal)
        {
            return refusal.Rule;
        }
    }
}
