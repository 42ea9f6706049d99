using Bunit;
using Bunit.TestDoubles;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>The open board: what it lists, and what it does while others act.</summary>
public sealed class BoardPageTests : OfficersPages
{
    [Fact]
    public async Task Board_WithoutDossiers_SaysWhatWillCome()
    {
        var page = await OpenAsync("/mot-cua");

        Assert.Contains("Khi có người nộp", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task Board_NothingMatches_SaysThatTheFilterIsTheReason()
    {
        await FileAsync(1);

        var page = await OpenAsync("/mot-cua?tim=khong+co+ai");

        Assert.Contains("điều kiện lọc", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal("/mot-cua", page.Find(".filters a").GetAttribute("href"));
        Assert.Equal("khong co ai", page.Find("#tim").GetAttribute("value"));
    }

    [Fact]
    public async Task Board_Row_NamesTheDossierAndLeadsToIt()
    {
        var dossier = (await FileAsync(1))[0];

        var page = await OpenAsync("/mot-cua");

        var row = page.Find("tbody tr");
        Assert.Equal($"/mot-cua/ho-so/{dossier.Number}", row.QuerySelector("a")!.GetAttribute("href"));
        foreach (var words in new[] { dossier.Number, "Cấp bản sao trích lục hộ tịch", "Rơ Châm H’Yên", "Mới đăng ký", "Chưa hẹn" })
        {
            Assert.Contains(words, row.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Arrival_WaitsBehindAButton_UntilAsked()
    {
        await FileAsync(1);
        var page = await OpenAsync("/mot-cua");

        var arrived = await ArriveAsync(2);

        await SeesAsync(() => page.FindAll("button").Any(b => b.TextContent.Contains("Hiện 1 hồ sơ mới đến", StringComparison.Ordinal)));
        Assert.DoesNotContain(arrived.Number, page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal("2", Count(page, "moi-den"));

        await page.FindAll("button").Single(b => b.TextContent.Contains("mới đến", StringComparison.Ordinal)).ClickAsync(new());

        Assert.Equal(2, page.FindAll("tbody tr").Count);
        var first = page.Find("tbody tr");
        Assert.Contains(arrived.Number, first.TextContent, StringComparison.Ordinal);
        Assert.Equal("new", first.ClassName);
        Assert.DoesNotContain("mới đến", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arrival_FiledBeforeTheLastReadingButStoredAfterIt_IsToldAllTheSame()
    {
        await FileAsync(1);
        var page = await OpenAsync("/mot-cua");

        await ArriveAsync(2, took: TimeSpan.FromSeconds(2));

        await SeesAsync(() => page.FindAll("button").Any(b => b.TextContent.Contains("Hiện 1 hồ sơ mới đến", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Arrival_OnAnEmptyBoard_ShowsByItself()
    {
        var page = await OpenAsync("/mot-cua");

        var arrived = await ArriveAsync(1);

        await SeesAsync(() => page.FindAll("tbody tr").Count == 1);
        Assert.Contains(arrived.Number, page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arrival_OutsideTheFilter_OnlyCounts()
    {
        var dossier = (await FileAsync(1))[0];
        await AcceptAsync(dossier);
        var page = await OpenAsync("/mot-cua?trang-thai=2");

        await ArriveAsync(2);

        await SeesAsync(() => Count(page, "moi-den") == "1");
        Assert.Single(page.FindAll("tbody tr"));
        Assert.DoesNotContain("mới đến", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ActElsewhere_ChangesItsRowInPlace()
    {
        var dossiers = await FileAsync(1, 2, 3);
        var page = await OpenAsync("/mot-cua?trang-thai=1");
        var order = Numbers(page);

        await AcceptAsync(dossiers[1]);

        await SeesAsync(() => page.Find("tbody").TextContent.Contains("Được tiếp nhận", StringComparison.Ordinal));
        Assert.Equal(order, Numbers(page));
        var row = page.FindAll("tbody tr").Single(r => r.ClassName == "new");
        Assert.Contains(dossiers[1].Number, row.TextContent, StringComparison.Ordinal);
        Assert.Equal(("2", "2"), (Count(page, "moi-den"), Count(page, "cho-toi")));
    }

    [Fact]
    public async Task Filters_StandInTheAddress_AndEachKeepsTheOthers()
    {
        await FileAsync(1);

        var page = await OpenAsync("/mot-cua?trang-thai=1&linh-vuc=tu-phap&tim=h%27yen&trang=1");

        Assert.Single(page.FindAll("tbody tr"));
        Assert.Equal("h'yen", page.Find("#tim").GetAttribute("value"));
        Assert.Equal("tu-phap", page.Find("#linh-vuc option[selected]").GetAttribute("value"));
        Assert.Equal("1", page.Find("#trang-thai option[selected]").GetAttribute("value"));
        Assert.Equal("/mot-cua?linh-vuc=tu-phap&tim=h%27yen", page.Find(".queue[aria-current]").GetAttribute("href"));
        Assert.Equal("/mot-cua?hang-doi=cho-toi&linh-vuc=tu-phap&tim=h%27yen", page.Find(".queue").GetAttribute("href"));
        Assert.Equal(
            ("get", "/mot-cua"),
            (page.Find("form.filters").GetAttribute("method"), page.Find("form.filters").GetAttribute("action"))
        );
    }

    [Theory]
    [InlineData("/mot-cua?trang-thai=99&trang=-4")]
    [InlineData("/mot-cua?trang-thai=&linh-vuc=&tim=%20&trang=")]
    public async Task Filters_ThatMeanNothing_ShowEverything(string address)
    {
        await FileAsync(1);

        var page = await OpenAsync(address);

        Assert.Single(page.FindAll("tbody tr"));
        Assert.Empty(page.FindAll(".filters a"));
    }

    [Fact]
    public async Task MoreThanAPage_TurnsOverByTheAddress()
    {
        await FileAsync(Enumerable.Range(1, BoardQuery.PageSize + 1).ToArray());

        var first = await OpenAsync("/mot-cua");
        Assert.Equal(BoardQuery.PageSize, first.FindAll("tbody tr").Count);
        var next = first.Find("a[rel=next]").GetAttribute("href")!;
        var second = await OpenAsync(next);

        Assert.Equal("/mot-cua?trang=2", next);
        Assert.Single(second.FindAll("tbody tr"));
    }

    [Fact]
    public async Task PostingTakenAway_NextRefreshShowsNothingMore()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync("/mot-cua");
        await using (var db = await Portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.AgencyId == Unit).ExecuteDeleteAsync(Cancel);
        }

        Tell(dossier);

        await SeesAsync(() => page.Markup.Contains("chưa được phân công", StringComparison.Ordinal));
        Assert.DoesNotContain(dossier.Number, page.Markup, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<BoardPage>> OpenAsync(string address)
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo(address);
        var page = Render<BoardPage>();
        await SeesAsync(() => page.FindAll("h1").Count == 1);
        return page;
    }

    private static string Count(IRenderedComponent<BoardPage> page, string queue) =>
        page.Find($".queue[href*='hang-doi={queue}'] b").TextContent;

    private static List<string> Numbers(IRenderedComponent<BoardPage> page) => [.. page.FindAll("tbody .code").Select(c => c.TextContent)];
}
