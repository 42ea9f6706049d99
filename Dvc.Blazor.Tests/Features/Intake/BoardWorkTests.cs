using Bunit;
using Bunit.TestDoubles;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>Working on the board itself: queues, selection, acts on many, columns, named lists.</summary>
public sealed class BoardWorkTests : OfficersPages
{
    [Fact]
    public async Task Queue_ListsItsOwnOnly_AndKeepsTheWords()
    {
        var dossiers = await FileAsync(1, 2);
        await AcceptAsync(dossiers[0]);

        var page = await OpenAsync("/mot-cua?hang-doi=moi-den&tim=h%27yen");

        Assert.Equal([dossiers[1].Number], Numbers(page));
        Assert.Equal("Mới đến", page.Find(".queue[aria-current] span").TextContent);
        Assert.Equal(
            "/mot-cua?tim=h%27yen",
            page.FindAll(".queue").Single(q => q.TextContent.Contains("Tất cả", StringComparison.Ordinal)).GetAttribute("href")
        );
        Assert.Equal("/mot-cua/danh-sach.csv?hang-doi=moi-den&tim=h%27yen", page.Find("a[download][href*=csv]").GetAttribute("href"));
    }

    [Fact]
    public async Task Claim_OfARow_NamesTheOfficerThere()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync("/mot-cua");

        await page.Find("[data-claim]").ClickAsync(new());

        Assert.Contains($"Bạn đã nhận hồ sơ {dossier.Number}.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-claim]"));
    }

    [Fact]
    public async Task Claim_SomebodyWasQuicker_SaysWho()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync("/mot-cua");
        await Portal.Data.Database.WriteAsync(
            async db =>
                (await db.Dossiers.SingleAsync(d => d.Id == dossier.Id, Cancel)).Claim(Samples.Officer("Y Phương"), Samples.Morning),
            Cancel
        );

        await page.Find("[data-claim]").ClickAsync(new());

        Assert.Contains("Y Phương", page.Find(".note.error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selection_StaysWhileOthersAct_AndActsOnManyAfterBeingShown()
    {
        var dossiers = await FileAsync(1, 2, 3);
        var page = await OpenAsync("/mot-cua");
        Assert.Empty(page.FindAll(".bulk"));
        await page.Find("thead input").ChangeAsync(new() { Value = true });
        await page.FindAll("tbody input")[0].ChangeAsync(new() { Value = false });
        await page.FindAll("tbody input")[0].ChangeAsync(new() { Value = true });

        await AcceptAsync(dossiers[1]);
        await SeesAsync(() => page.Find("tbody").TextContent.Contains("Được tiếp nhận", StringComparison.Ordinal));
        Assert.Equal("Đã chọn 3 hồ sơ", page.Find(".bulk b").TextContent);
        await PressAsync(page, "Tiếp nhận");

        Assert.Contains("Tiếp nhận: làm được 2 hồ sơ, không làm được 1.", page.Find(".bulk").TextContent, StringComparison.Ordinal);
        Assert.Contains(dossiers[1].Number, page.Find(".refusals").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, await FiledAsync());

        await PressAsync(page, "Tiếp nhận 2 hồ sơ");

        await SeesAsync(() => page.Markup.Contains("Đã làm xong 2 hồ sơ, không làm được 1.", StringComparison.Ordinal));
        Assert.Equal(0, await FiledAsync());
        Assert.Equal("Đã chọn 1 hồ sơ", page.Find(".bulk b").TextContent);
    }

    [Fact]
    public async Task Columns_AreChosen_AndShownAgainNextTime()
    {
        await FileAsync(1);
        var page = await OpenAsync("/mot-cua");

        await page.FindAll(".columns label")
            .Single(l => l.TextContent == "Lĩnh vực")
            .QuerySelector("input")!
            .ChangeAsync(new() { Value = true });
        await page.FindAll(".columns label")
            .Single(l => l.TextContent == "Cập nhật")
            .QuerySelector("input")!
            .ChangeAsync(new() { Value = false });

        var headings = Headings(page);
        Assert.Contains("Lĩnh vực", headings);
        Assert.DoesNotContain("Cập nhật", headings);
        Assert.Equal(headings, Headings(await OpenAsync("/mot-cua")));
        Assert.Equal(["", "Thủ tục, người nộp", "Mã hồ sơ"], Headings(await OpenAsync("/mot-cua?cot=ma")));
    }

    [Fact]
    public async Task Sort_StandsInTheAddress_WhereTheQueueIsLive()
    {
        await FileAsync(1);

        var live = await OpenAsync("/mot-cua?hang-doi=cho-toi");
        Assert.Equal("/mot-cua?hang-doi=cho-toi&sap-xep=han", live.Find("th.c-han a").GetAttribute("href"));
        Assert.Equal("descending", live.FindAll("th")[^1].GetAttribute("aria-sort"));

        var all = await OpenAsync("/mot-cua");
        Assert.Empty(all.FindAll("th.c-han a, th.c-cap-nhat a"));
    }

    [Fact]
    public async Task List_IsNamed_AndStandsAmongTheLists()
    {
        await FileAsync(1);
        var page = await OpenAsync("/mot-cua?hang-doi=moi-den");
        await PressAsync(page, "Lưu danh sách này");

        await page.Find(".naming").SubmitAsync();
        Assert.Contains("Hãy đặt tên", page.Find("#loi-ten").TextContent, StringComparison.Ordinal);
        await page.Find("#ten-danh-sach").ChangeAsync(new() { Value = "Việc sáng" });
        await page.Find("#chia-se").ChangeAsync(new() { Value = Unit });
        await page.Find(".naming").SubmitAsync();

        var link = page.Find(".views li a");
        Assert.Contains("Việc sáng", link.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/mot-cua?hang-doi=moi-den&cot=", link.GetAttribute("href"), StringComparison.Ordinal);
        await page.Find(".views li button").ClickAsync(new());
        Assert.Empty(page.FindAll(".views li"));
    }

    private async Task<IRenderedComponent<BoardPage>> OpenAsync(string address)
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo(address);
        var page = Render<BoardPage>();
        await SeesAsync(() => page.FindAll("h1").Count == 1);
        return page;
    }

    private static Task PressAsync(IRenderedComponent<BoardPage> page, string words) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == words).ClickAsync(new());

    private Task<int> FiledAsync() =>
        Portal.Data.Database.ReadAsync(
            db => db.Dossiers.CountAsync(d => d.UnitId == Unit && d.Status == DossierStatus.Submitted, Cancel),
            Cancel
        );

    private static List<string> Headings(IRenderedComponent<BoardPage> page) => [.. page.FindAll("th").Select(h => h.TextContent.Trim())];

    private static List<string> Numbers(IRenderedComponent<BoardPage> page) => [.. page.FindAll("tbody .code").Select(c => c.TextContent)];
}
