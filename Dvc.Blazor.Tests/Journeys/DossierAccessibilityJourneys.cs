using Dvc.Blazor.Tests.Journeys.Faults;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>As <see cref="AccessibilityJourneys"/>, for the pages of dossiers; beside them, so that neither waits for the other.</summary>
[Collection(nameof(DossierAccessibilityJourneys))]
public sealed class DossierAccessibilityJourneys : SurvivalTests
{
    [Fact]
    public async Task PagesOfDossiers_AreForEverybody()
    {
        await StartServerAsync();
        var citizen = await OpenAsync(Network.Address);
        await citizen.SignInAsync(Cast.Citizen);
        await AccessibilityJourneys.LookAsync(citizen, "/ho-so", 200);
        var own = await citizen.Page.Locator("main a[href^='/ho-so/']").First.GetAttributeAsync("href");
        await AccessibilityJourneys.LookAsync(citizen, "/thong-bao", 200);
        await AccessibilityJourneys.LookAsync(citizen, own!, 200);
        await AccessibilityJourneys.LookAsync(citizen, $"{own}/bien-nhan", 200);

        var officer = await OpenAsync(Network.Address);
        await officer.SignInAsync(Cast.IntakeOfficer);
        await AccessibilityJourneys.LookAsync(officer, "/mot-cua/thong-ke?tu=x&linh-vuc=x", 200);
        await AccessibilityJourneys.LookAsync(officer, "/mot-cua/so-theo-doi", 200);
        await officer.GoAsync("/mot-cua/thong-ke");
        await officer.LookAsync();
        await officer.GoAsync("/mot-cua/tep-xuat?ho-so=H21.65-250602-0001", interactive: true);
        await officer.LookAsync();
        await officer.GoAsync("/mot-cua", interactive: true);
        await officer.LookAsync();
        var dossier = officer.Page.Locator("main a[href^='/mot-cua/ho-so/']").First;
        var address = (await dossier.GetAttributeAsync("href"))!;
        await officer.GoAsync(address, interactive: true);
        await officer.LookAsync();
        await AccessibilityJourneys.LookAsync(officer, $"{address}/phieu-kiem-soat", 200);
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
            await AccessibilityJourneys.LookAsync(citizen, dossier, 200);
            var more = await citizen
                .Page.Locator("main a:is([href$='/bo-sung'], [href$='/nop-tien'], [href$='/rut-ho-so'], [href*='/van-ban/'])")
                .EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
            foreach (var page in more.Where(page => looked.Add(page.Split('/')[3])))
                await AccessibilityJourneys.LookAsync(citizen, page, 200);
        }

        Assert.Equal(["bo-sung", "nop-tien", "rut-ho-so", "van-ban"], looked.Order());
    }
}
