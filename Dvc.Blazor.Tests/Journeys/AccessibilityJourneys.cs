using Dvc.Blazor.Tests.Journeys.Faults;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>Every page of the journey in light and dark: nothing grave for axe, no sideways scroll at any width, a clean console. Nothing here is a matter of time, so it runs beside the tests that need no browser.</summary>
[Collection(nameof(AccessibilityJourneys))]
public sealed class AccessibilityJourneys : SurvivalTests
{
    [Fact]
    public async Task PublicPages_AreForEverybody()
    {
        await StartServerAsync();
        var visitor = await OpenAsync(Network.Address);
        foreach (
            var path in new[]
            {
                "/",
                "/?nhom=xa",
                "/thu-tuc",
                "/thu-tuc?tu-khoa=zzz",
                "/thu-tuc/1.011607",
                "/thu-tuc/2.000635",
                "/thu-tuc/1.001776",
                "/co-quan/gl-h-639",
                "/dang-nhap",
                "/dang-ky",
                "/dang-ky?loai=to-chuc",
                "/dang-ky/xac-nhan",
                "/quen-mat-khau",
                "/quen-mat-khau/da-gui",
                "/quen-mat-khau/moi?ma=x",
                "/nhan-tai-khoan?ma=x",
                "/dang-xuat",
                "/khong-co-quyen",
                "/tai-khoan/da-xoa",
                "/tra-cuu",
            }
        )
            await LookAsync(visitor, path, 200);
        visitor.Tolerate("404");
        await LookAsync(visitor, "/khong-co-trang-nay", 404);
    }

    [Fact]
    public async Task Wizard_EachStep_IsForEverybody()
    {
        await StartServerAsync();
        var citizen = await OpenAsync(Network.Address);
        await citizen.SignInAsync(Cast.Citizen);
        var form = new AllowanceForm(citizen.Page, Dvc);
        await citizen.GoAsync(AllowanceForm.Address("don-vi"), interactive: true);
        await citizen.LookAsync();
        await form.OpenFormAsync();
        await form.ContinueAsync();
        await citizen.Page.Locator("#tom-tat-loi").WaitForAsync();
        await citizen.LookAsync();
        await form.FillAsync();
        await form.SameAsStoredAsync();
        foreach (var step in new[] { "nguoi-nop", "to-khai", "giay-to", "nhan-ket-qua", "xac-nhan" })
        {
            await citizen.GoAsync(AllowanceForm.Address(step), interactive: true);
            await citizen.LookAsync();
        }
    }

    [Fact]
    public async Task PagesOfDossiers_AreForEverybody()
    {
        await StartServerAsync();
        var citizen = await OpenAsync(Network.Address);
        await citizen.SignInAsync(Cast.Citizen);
        await LookAsync(citizen, "/ho-so", 200);
        await LookAsync(citizen, "/thong-bao", 200);
        var own = await citizen.Page.Locator("main a[href^='/ho-so/']").First.GetAttributeAsync("href");
        await LookAsync(citizen, own!, 200);
        await LookAsync(citizen, $"{own}/bien-nhan", 200);

        var officer = await OpenAsync(Network.Address);
        await officer.SignInAsync(Cast.IntakeOfficer);
        await LookAsync(officer, "/mot-cua/thong-ke?tu=x&linh-vuc=x", 200);
        await LookAsync(officer, "/mot-cua/so-theo-doi", 200);
        await officer.GoAsync("/mot-cua/thong-ke");
        await officer.LookAsync();
        await officer.GoAsync("/mot-cua", interactive: true);
        await officer.LookAsync();
        var dossier = officer.Page.Locator("main a[href^='/mot-cua/ho-so/']").First;
        await officer.GoAsync((await dossier.GetAttributeAsync("href"))!, interactive: true);
        await officer.LookAsync();
    }

    [Fact]
    public async Task PagesOfAccounts_AreForEverybody()
    {
        await StartServerAsync();
        var citizen = await OpenAsync(Network.Address);
        await citizen.SignInAsync(Cast.Organisation);
        foreach (
            var page in new[]
            {
                "",
                "/ho-so",
                "/mat-khau",
                "/email",
                "/email/xac-nhan",
                "/bao-mat",
                "/bao-mat/ung-dung-xac-thuc",
                "/bao-mat/ma-du-phong",
                "/bao-mat/khoa-truy-cap",
                "/du-lieu",
                "/du-lieu/xoa",
                "/to-chuc",
                "/to-chuc/loi-moi",
                "/lien-ket",
                "/thong-bao",
            }
        )
            await LookAsync(citizen, $"/tai-khoan{page}", 200);
        var administrator = await OpenAsync(Network.Address);
        await administrator.SignInAsync(Cast.Administrator);
        await LookAsync(administrator, "/quan-tri/nguoi-dung/moi", 200);
        await LookAsync(administrator, "/quan-tri/nguoi-dung", 200);
        var officer = administrator.Page.Locator("main td a").First;
        await LookAsync(administrator, (await officer.GetAttributeAsync("href"))!, 200);
    }

    [Fact]
    public async Task PagesAfterFiling_AreForEverybody()
    {
        await StartServerAsync();
        var citizen = await OpenAsync(Network.Address);
        await citizen.SignInAsync(Cast.Citizen);
        await citizen.GoAsync("/ho-so");
        var waiting = citizen.Page.Locator("main article").Filter(new() { HasText = "Chờ bạn" });
        var dossiers = await waiting.GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        var looked = new HashSet<string>();
        foreach (var dossier in dossiers)
        {
            await LookAsync(citizen, dossier, 200);
            var more = await citizen
                .Page.Locator("main a:is([href$='/bo-sung'], [href$='/nop-tien'], [href$='/rut-ho-so'], [href*='/van-ban/'])")
                .EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
            foreach (var page in more.Where(page => looked.Add(page.Split('/')[3])))
                await LookAsync(citizen, page, 200);
        }

        Assert.Equal(["bo-sung", "nop-tien", "rut-ho-so", "van-ban"], looked.Order());
    }

    private static async Task LookAsync(BrowserSession session, string path, int status)
    {
        var answer = await session.Page.GotoAsync(path);
        Assert.True(answer!.Status == status, $"{path} answers {answer.Status}");
        await session.ReadyAsync();
        await session.LookAsync(dark: path is "/");
    }
}
