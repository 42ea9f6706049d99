using Dvc.Blazor.Tests.Journeys.Faults;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;
using Files = Dvc.Blazor.Tests.Infrastructure.Files.Samples;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>Papers on their way outlive the server; papers that cannot be taken say so at their slot.</summary>
public sealed class UploadSurvivalJourneys : SurvivalTests
{
    private const string Slot = "#tep-XN-KT";

    [Fact]
    public async Task Server_KilledInMidUpload_UploadEndsByItselfAndTheDossierCanBeFiled()
    {
        var citizen = await StartAsync(ownProcess: true);
        citizen.TolerateLostNetwork();
        var form = await OpenPapersAsync(citizen);
        byte[] picture = Files.Photo(2200, seed: 7);
        // Phones hang things on to their pictures too; they travel and are cut off on arrival.
        byte[] photo = [.. picture, .. new byte[Math.Max(0, (12 << 20) - picture.Length)]];
        Network.DisconnectAfter(5 << 20);

        await ChooseAsync(citizen.Page, "giay-xac-nhan.jpg", photo);
        await Wait.UntilAsync(() => Network.Refusing, "the upload is on its way", null, Cancel);
        await Dvc.KillAsync();
        Network.Restore();
        await Dvc.StartAgainAsync(Cancel);
        await form.BackAsync();

        var file = citizen.Page.Locator("#giay-XN-KT .file:not(.uploading)").Filter(new() { HasText = "giay-xac-nhan.jpg" });
        await Expect(citizen.Page.Locator("#giay-XN-KT .chip.ok")).ToBeVisibleAsync();
        await Expect(file).ToContainTextAsync("MB");
        Assert.Single(await StoredDraft.PapersAsync(Dvc.SqliteFile, AllowanceForm.Code));
        await AssertSamePictureAsync(citizen, picture);
        await FileAsync(form, "giay-xac-nhan.jpg");
    }

    [Fact]
    public async Task Papers_ThatCannotBeTaken_AreRefusedAtTheirSlotInWords()
    {
        var citizen = await StartAsync();
        citizen.Tolerate("422");
        await OpenPapersAsync(citizen);
        var slot = citizen.Page.Locator("#giay-XN-KT");

        await ChooseAsync(citizen.Page, "trong.pdf", []);
        await Expect(slot.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tệp không có nội dung");
        await ChooseAsync(citizen.Page, "chuong-trinh.pdf", "MZ not a paper"u8.ToArray());
        await Expect(slot.GetByRole(AriaRole.Alert)).ToContainTextAsync("Loại tệp này không nộp được");
        await ChooseAsync(citizen.Page, "khoa.pdf", Files.Fixture("password.pdf"));
        await Expect(slot.GetByRole(AriaRole.Alert)).ToContainTextAsync("Hãy bỏ mật khẩu");

        Assert.Empty(await StoredDraft.PapersAsync(Dvc.SqliteFile, AllowanceForm.Code));
        await Expect(slot.Locator(".chip.warn")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task DiskFull_InMidUpload_IsSaidAtTheSlotAndTheUploadEndsOnceThereIsSpace()
    {
        var citizen = await StartAsync(ownProcess: true);
        citizen.Tolerate("507");
        var form = await OpenPapersAsync(citizen);
        var slot = citizen.Page.Locator("#giay-XN-KT");
        await ChooseAsync(citizen.Page, "trang-1.jpg", Files.Photo(800, seed: 8));
        await Expect(slot.Locator(".chip.ok")).ToBeVisibleAsync();
        byte[] picture = Files.Photo(1500, seed: 9);
        byte[] photo = [.. picture, .. new byte[Math.Max(0, (12 << 20) - picture.Length)]];

        await Dvc.LimitFilesAsync(7 << 20, Cancel);
        await ChooseAsync(citizen.Page, "trang-2.jpg", photo);

        await Expect(slot.Locator(".file .msg.warn")).ToContainTextAsync("Máy chủ tạm hết chỗ");
        await Expect(slot.GetByRole(AriaRole.Status).First).ToContainTextAsync("trang-2.jpg: Máy chủ tạm hết chỗ");
        Assert.Single(await StoredDraft.PapersAsync(Dvc.SqliteFile, AllowanceForm.Code));
        await citizen.Page.ReloadAsync();
        await Expect(slot).ToContainTextAsync("trang-1.jpg");
        await Expect(slot.Locator(".file .msg.warn")).ToContainTextAsync("Máy chủ tạm hết chỗ");

        await Dvc.LimitFilesAsync(null, Cancel);
        await Expect(slot.Locator("dvc-upload li.file")).ToHaveCountAsync(0);
        Assert.Equal(2, (await StoredDraft.PapersAsync(Dvc.SqliteFile, AllowanceForm.Code)).Count);
        await FileAsync(form, "trang-2.jpg");
    }

    private async Task<AllowanceForm> OpenPapersAsync(BrowserSession citizen)
    {
        var form = new AllowanceForm(citizen.Page, Dvc);
        await form.OpenFormAsync();
        await form.FillAsync();
        await form.SameAsStoredAsync();
        await form.ContinueAsync();
        await citizen.Page.Locator(Slot).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return form;
    }

    private static Task ChooseAsync(IPage page, string name, byte[] bytes) =>
        page.Locator(Slot)
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "application/octet-stream",
                    Buffer = bytes,
                }
            );

    // The stored JPEG is written anew without what cameras hang on to it; its picture must be the same, dot by dot.
    private async Task AssertSamePictureAsync(BrowserSession citizen, byte[] picture)
    {
        var id = (await StoredDraft.PapersAsync(Dvc.SqliteFile, AllowanceForm.Code)).Keys.Single();
        var answer = await citizen.Context.APIRequest.GetAsync($"/tep/{id.ToLowerInvariant()}");
        Assert.Equal(200, answer.Status);
        using var sent = SKBitmap.Decode(picture);
        using var stored = SKBitmap.Decode(await answer.BodyAsync());
        Assert.True(sent.GetPixelSpan().SequenceEqual(stored.GetPixelSpan()), "the stored picture differs from the one sent");
    }

    private static async Task FileAsync(AllowanceForm form, string paper)
    {
        await form.ContinueAsync();
        await form.Field("nhan_hinh_thuc").WaitForAsync();
        await form.ContinueAsync();
        await form.Page.Locator("#f-cam_doan").CheckAsync();
        await form.Page.Locator("#f-dong_y_du_lieu").CheckAsync();
        await form.Page.Locator("#nop-ho-so:not([disabled]):not([aria-disabled='true'])").ClickAsync();
        await form.Page.ArriveAsync("/bien-nhan");
        await Expect(form.Page.Locator("main")).ToContainTextAsync(paper);
    }
}
