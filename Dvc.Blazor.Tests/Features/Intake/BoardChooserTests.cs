using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Sought;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>The choice of columns on the open board, and the filters that come with it.</summary>
public sealed class BoardChooserTests : OfficersPages
{
    private const string OfProcedure = "/mot-cua?thu-tuc=" + CertifiedCopy.Code;

    [Fact]
    public async Task Columns_OfForms_AreOfferedForOneProcedureOnly()
    {
        await FileAsync(1);

        var all = await OpenAsync("/mot-cua");
        Assert.Empty(all.FindAll("[data-key^='o.'], [data-key^='g.']"));
        Assert.Contains("Chọn một thủ tục", all.Find(".chooser").TextContent, StringComparison.Ordinal);

        var one = await OpenAsync(OfProcedure);
        Assert.NotEmpty(one.FindAll("[data-key='o.noi_dang_ky']"));
        Assert.NotEmpty(one.FindAll("[data-key='g.GT-QUANHE']"));
        Assert.Empty(one.FindAll("[data-key='o.danh_sach_ban_sao']"));
        Assert.DoesNotContain("Chọn một thủ tục", one.Find(".chooser").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Column_OfAFormAndOfAPaper_IsShownOnceItIsTicked()
    {
        await FileAsync(1);
        var page = await OpenAsync(OfProcedure);

        await TickAsync(page, "o.noi_dang_ky");
        await TickAsync(page, "g.GT-QUANHE");

        Assert.Equal(2, page.FindAll("th[class*='c-o.noi_dang_ky'], th[class*='c-g.GT-QUANHE']").Count);
        Assert.Contains("Chưa có", page.Find("td[class*='c-g.GT-QUANHE']").TextContent, StringComparison.Ordinal);
        // Its answers are encrypted, so nobody can sort by them yet.
        Assert.Empty(page.FindAll("th[class*='c-o.noi_dang_ky'] a"));
        Assert.Equal($"{OfProcedure}&sap-xep=g.GT-QUANHE", page.Find("th[class*='c-g.GT-QUANHE'] a").GetAttribute("href"));
        Assert.NotEmpty(page.FindAll("[name='l.g.GT-QUANHE']"));
        Assert.Empty(page.FindAll("[name='l.o.noi_dang_ky']"));
    }

    [Fact]
    public async Task Field_ThatIsSought_IsReadFirst_AndFiltersAndSortsThen()
    {
        await SignInAsync(Cast.Approver, Roles.Approver);
        await FileAsync(1);
        var page = await OpenAsync(OfProcedure);
        await TickAsync(page, "o.noi_dang_ky");

        await page.Find("[data-key='o.noi_dang_ky'] button").ClickAsync(new());

        Assert.Contains("Đang đọc hồ sơ cũ", page.Find("[data-key='o.noi_dang_ky']").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[name='l.o.noi_dang_ky']"));

        while (await Node.GetRequiredService<SoughtFilling>().RunNextAsync(Cancel)) { }

        page = await OpenAsync($"{OfProcedure}&sap-xep=o.noi_dang_ky");
        Assert.Contains("Lọc và sắp xếp được", page.Find("[data-key='o.noi_dang_ky']").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll("[name='l.o.noi_dang_ky']").Count);
        var heading = page.Find("th[class*='c-o.noi_dang_ky']");
        Assert.Equal("ascending", heading.GetAttribute("aria-sort"));
        Assert.Equal($"{OfProcedure}&sap-xep=-o.noi_dang_ky", heading.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Field_IsNotForOfficersWithoutAUnitToLead_ToHaveSought()
    {
        await FileAsync(1);

        var page = await OpenAsync(OfProcedure);

        Assert.Empty(page.FindAll("[data-key='o.noi_dang_ky'] button"));
        Assert.Contains("Lãnh đạo hoặc quản trị viên", page.Find(".chooser").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_BeyondTheMost_IsRefusedInWords()
    {
        await SignInAsync(Cast.Approver, Roles.Approver);
        await FileAsync(1);
        var page = await OpenAsync(OfProcedure);

        foreach (var button in Enumerable.Range(0, 9))
        {
            await Fields(page).First(f => f.QuerySelector(".meta") is null).QuerySelector("button")!.ClickAsync(new());
        }

        Assert.Contains("nhiều nhất 8 câu", page.Find(".board").TextContent, StringComparison.Ordinal);
        Assert.Equal(8, Fields(page).Count(f => f.QuerySelector(".meta") is not null));
    }

    [Fact]
    public async Task Conditions_OfTheAddress_AreNamed_AndCanBeTakenBack()
    {
        await FileAsync(1);

        var page = await OpenAsync("/mot-cua?l.thu-ly=chua&l.ngay-nop=2025-06-01&l.ngay-nop=&l.khong-co=1");

        var links = page.FindAll(".conds a");
        Assert.Equal(
            [
                ("Người thụ lý: Chưa ai nhận", "/mot-cua?l.khong-co=1&l.ngay-nop=2025-06-01&l.ngay-nop="),
                ("Ngày nộp: từ 01/06/2025", "/mot-cua?l.khong-co=1&l.thu-ly=chua"),
            ],
            links.Select(l => (l.TextContent.Trim(), l.GetAttribute("href")!))
        );
        Assert.Contains("khong-co", page.Find(".board").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("tbody tr"));
        Assert.Equal("2025-06-01", page.FindAll("[name='l.ngay-nop']")[0].GetAttribute("value"));
    }

    private static IEnumerable<IElement> Fields(IRenderedComponent<BoardPage> page) => page.FindAll("[data-key^='o.']");

    private static Task TickAsync(IRenderedComponent<BoardPage> page, string key) =>
        page.Find($"[data-key='{key}'] input").ChangeAsync(new() { Value = true });

    private async Task<IRenderedComponent<BoardPage>> OpenAsync(string address)
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo(address);
        var page = Render<BoardPage>();
        await SeesAsync(() => page.FindAll("h1").Count == 1);
        return page;
    }
}
