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
        await LookAsync(administrator, "/quan-tri/lich-lam-viec?nam=2026", 200);
        foreach (var page in new[] { "", "/them", "/nap", "/linh-vuc", "/gl-h-639", "/gl-h-639/sap-nhap", "/gl-h-639/chia-tach" })
            await LookAsync(administrator, $"/quan-tri/co-quan{page}", 200);
        await LookAsync(administrator, "/quan-tri/nhat-ky", 200);
        await LookAsync(administrator, "/quan-tri/nhat-ky/kiem-tra", 200);
        await LookAsync(administrator, "/quan-tri/nguoi-dung/nap", 200);
        await LookAsync(administrator, "/quan-tri/cong", 200);
        await LookAsync(administrator, "/quan-tri/bai-viet", 200);
        await LookAsync(administrator, "/quan-tri/bai-viet/moi", 200);
        await LookAsync(administrator, "/bai-viet", 200);
        await LookAsync(administrator, "/quan-tri/nguoi-dung", 200);
        var officer = administrator.Page.Locator("main td a").First;
        await LookAsync(administrator, (await officer.GetAttributeAsync("href"))!, 200);
        foreach (
            var page in new[] { "", "/moi", "/nhap", "/2.000635", "/2.000635/so-sanh?tu=1&den=1", "/2.000635/cong-bo", "/2.000635/soan" }
        )
            await LookAsync(administrator, $"/quan-tri/thu-tuc{page}", 200);
    }

    internal static async Task LookAsync(BrowserSession session, string path, int status)
    {
        var answer = await session.Page.GotoAsync(path);
        Assert.True(answer!.Status == status, $"{path} answers {answer.Status}");
        await session.ReadyAsync();
        await session.LookAsync(dark: path is "/");
    }
}
