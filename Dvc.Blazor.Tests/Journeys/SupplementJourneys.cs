using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;
using Files = Dvc.Blazor.Tests.Infrastructure.Files.Samples;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>What a citizen does when the office asks for something more.</summary>
[Collection(nameof(SupplementJourneys))]
public sealed class SupplementJourneys : BrowserTests
{
    private const string Place = "noi_dang_ky";
    private const string Copies = "danh_sach_ban_sao/1/so_luong";
    private const string Paper = "GT-QUANHE";
    private InProcessPortal? _portal;

    private IServiceProvider Services => _portal!.Services;

    private DvcDatabase Database => Services.GetRequiredService<DvcDatabase>();

    [Fact]
    public async Task OfficeAsksForThreeThings_OnlyTheseAreOpen_AndTheAnswerKeepsOldAndNew()
    {
        _portal = await InProcessPortal.StartAsync(Cancel);
        var number = await FileAsync();
        var citizen = await OpenAsync(_portal.BaseAddress, Device.Phone);
        await citizen.SignInAsync(Cast.Citizen);
        await citizen.GoAsync($"/ho-so/{number}");
        var main = citizen.Page.Locator("main");
        await Expect(citizen.Page.Locator("dvc-follow[data-state=live]")).ToBeAttachedAsync();

        await AskAsync(number);

        var next = main.Locator("[data-live=viec-can-lam]");
        await Expect(next).ToContainTextAsync("Bạn cần bổ sung 3 mục");
        await Expect(next).ToContainTextAsync("Ghi rõ xã nơi đăng ký.");
        await citizen.AxeAsync();
        await citizen.FitsAsync();
        await next.GetByRole(AriaRole.Link, new() { Name = "Bổ sung hồ sơ" }).ClickAsync();
        await citizen.ReadyAsync();

        await Expect(main.Locator("input:not([type=file]):not([type=hidden]), select, textarea")).ToHaveCountAsync(2);
        await Expect(main.Locator("dvc-upload")).ToHaveCountAsync(1);
        await Expect(main).ToContainTextAsync("Đã xong 0/3 mục");
        await citizen.AxeAsync();
        await citizen.FitsAsync();
        await main.Locator("#f-noi_dang_ky").FillAsync("UBND xã Ia Hrú");
        await main.Locator("#f-danh_sach_ban_sao-1-so_luong").FillAsync("5");
        await main.GetByRole(AriaRole.Button, new() { Name = "Gửi bổ sung" }).ClickAsync();
        await Expect(main.Locator("#tom-tat-loi")).ToContainTextAsync("Chưa có giấy tờ");
        await main.Locator($"#tep-{Paper}")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "khai-sinh.png",
                    MimeType = "image/png",
                    Buffer = Files.Picture(SKEncodedImageFormat.Png),
                }
            );
        await Expect(main).ToContainTextAsync("Đã xong 3/3 mục");

        await main.GetByRole(AriaRole.Button, new() { Name = "Gửi bổ sung" }).ClickAsync();
        var row = main.GetByRole(AriaRole.Row).Filter(new() { HasText = "Ia Hrú" });
        await Expect(row).ToContainTextAsync("UBND xã Ia Le");
        await citizen.AxeAsync();
        await citizen.FitsAsync();
        await main.GetByRole(AriaRole.Button, new() { Name = "Xác nhận gửi" }).DblClickAsync();
        await citizen.Page.WaitForURLAsync(url => url.EndsWith($"/ho-so/{number}", StringComparison.Ordinal));

        await Expect(next).ToContainTextAsync("Đã nhận phần bổ sung của bạn");
        var request = (await StoredAsync(number)).Supplements[0];
        Assert.Equal(
            [("\"UBND xã Ia Le\"", "\"UBND xã Ia Hrú\""), ("2", "5"), (null, null)],
            request.Items.OrderBy(i => i.Ordinal).Select(i => (i.Before, i.After))
        );
        // The old address is dead, in words.
        await citizen.GoAsync($"/ho-so/{number}/bo-sung");
        await Expect(main).ToContainTextAsync("Không có gì phải bổ sung");
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_portal is not null)
            await _portal.DisposeAsync();
    }

    private async Task<string> FileAsync()
    {
        var citizen = await UserAsync(Cast.Citizen);
        var (drafts, submissions) = (Services.GetRequiredService<DraftDesk>(), Services.GetRequiredService<SubmissionDesk>());
        var draft = await drafts.OpenAsync(citizen, CertifiedCopy.Code, Cancel);
        await drafts.ChooseUnitAsync(citizen, draft.Id, Blazor.Tests.Support.Samples.District, Cancel);
        await drafts.SaveAsync(citizen, draft.Id, CertifiedCopy.Changes(draft), "page", Cancel);
        var check = await submissions.CheckAsync((await drafts.FindAsync(citizen, CertifiedCopy.Code, Cancel))!, Cancel);
        return Assert.IsType<SubmissionOutcome.Done>(await submissions.SubmitAsync(citizen, draft.Id, check.Hash, Cancel)).DossierNumber;
    }

    private async Task AskAsync(string number)
    {
        var decision = new Decision(number, (await StoredAsync(number)).Version, DossierAct.RequestSupplement)
        {
            Supplement = new SupplementDemand(
                "",
                [
                    new(SupplementKind.Field, Place, "Ghi rõ xã nơi đăng ký."),
                    new(SupplementKind.Field, Copies, "Mỗi lần cấp nhiều nhất 5 bản."),
                    new(SupplementKind.Paper, Paper, "Bản chụp bị mờ, không đọc được ngày cấp."),
                ],
                TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(10)
            ),
        };
        Assert.IsType<DecisionOutcome.Done>(
            await Services.GetRequiredService<DecisionDesk>().DecideAsync(await UserAsync(Cast.IntakeOfficer), decision, Cancel)
        );
    }

    private Task<Guid> UserAsync(string email) =>
        Database.ReadAsync(db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(Cancel), Cancel);

    private Task<Dossier> StoredAsync(string number) =>
        Database.ReadAsync(
            db => db.Dossiers.Include(d => d.Supplements).ThenInclude(s => s.Items).SingleAsync(d => d.Number == number, Cancel),
            Cancel
        );
}
