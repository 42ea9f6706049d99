using Bunit;
using Dvc.Blazor.Features.Intake.Exports;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake.Exports;

/// <summary>The officer's files on the screen.</summary>
public sealed class ExportsPageTests : OfficersPages
{
    [Fact]
    public async Task Page_ShowsHowFarEachFileIs_AndOnlyTheOfficersOwn()
    {
        var officer = await SignInAsync(Cast.IntakeOfficer, Roles.IntakeOfficer);
        var page = Render<ExportsPage>();
        await SeesAsync(() => page.Markup.Contains("Chưa có tệp xuất nào", StringComparison.Ordinal));
        var ready = Of(officer, ExportState.Ready);
        await Portal.Data.AddAsync(
            Of(officer, ExportState.Waiting),
            Of(officer, ExportState.Running),
            ready,
            Of(officer, ExportState.Failed),
            Of(officer, ExportState.Expired),
            Of(await Portal.UserAsync(Cast.Approver), ExportState.Ready)
        );

        Node.GetRequiredService<PeopleFeed>().Publish(officer);

        await SeesAsync(() => page.FindAll(".exports > li").Count == 5);
        Assert.Equal("30", page.Find("progress").GetAttribute("value"));
        Assert.Contains("Đã xong 30 trên 120 hồ sơ", page.Markup, StringComparison.Ordinal);
        Assert.Equal($"/mot-cua/tep-xuat/{ready.Id}", Assert.Single(page.FindAll("a[download]")).GetAttribute("href"));
        Assert.Contains("Hãy thử lại.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Đã hết hạn", page.Markup, StringComparison.Ordinal);
        await page.FindAll("button").First(b => b.TextContent.Trim().StartsWith("Hủy", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Contains("Đã hủy", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dossier_InTheAddress_IsPackedOnce()
    {
        var dossier = (await FileAsync(1))[0];
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/mot-cua/tep-xuat?ho-so={dossier.Number}");
        var page = Render<ExportsPage>();

        await page.FindAll("button").Single(b => b.TextContent.Trim() == "Tạo tệp zip").ClickAsync(new());

        await SeesAsync(() => page.FindAll(".exports > li").Count == 1);
        Assert.Contains($"giay-to-{dossier.Number}.zip", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Tạo tệp zip", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dossier_IsPackedWithItsEarlierPapers_WhenThatIsTicked()
    {
        var dossier = (await FileAsync(1))[0];
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/mot-cua/tep-xuat?ho-so={dossier.Number}");
        var page = Render<ExportsPage>();

        await page.Find("#ban-truoc").ChangeAsync(new() { Value = true });
        await page.FindAll("button").Single(b => b.TextContent.Trim() == "Tạo tệp zip").ClickAsync(new());

        await SeesAsync(() => page.FindAll(".exports > li").Count == 1);
        Assert.Contains("các bản trước", page.Find(".exports").TextContent, StringComparison.Ordinal);
    }

    private static Export Of(Guid user, ExportState state) =>
        new()
        {
            UserId = user,
            Kind = ExportKind.Papers,
            Wish = "H21.65-250602-0001",
            FileName = "giay-to.zip",
            State = state,
            Done = 30,
            Total = 120,
            CreatedAt = Samples.Morning,
            ExpiresAt = state is ExportState.Ready or ExportState.Expired ? Samples.Morning.AddDays(1) : null,
            Error = state == ExportState.Failed ? "Không tạo được tệp do lỗi hệ thống. Hãy thử lại." : null,
        };
}
