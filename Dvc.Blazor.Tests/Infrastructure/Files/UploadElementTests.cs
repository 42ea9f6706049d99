using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Files;

/// <summary>The upload slot alone in a browser, on a page under the product's own content policy.</summary>
public sealed class UploadElementTests : BrowserTests
{
    private PaperSite? _site;
    private CuttingProxy? _proxy;
    private BrowserSession? _session;

    private PaperSite Site => _site!;

    private IPage Page => _session!.Page;

    protected override async ValueTask ReleaseAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_site is not null)
            await _site.DisposeAsync();
    }

    [Fact]
    public async Task File_Chosen_ArrivesAndThePageIsToldOnce()
    {
        await OpenAsync();

        await ChooseAsync("đơn.pdf", Samples.PlainPdf());

        await Assertions.Expect(Page.Locator("#log")).ToHaveTextAsync("dvc-uploaded GIAY-KHAI-SINH ");
        Assert.Equal("đơn.pdf", Assert.Single(await Site.PapersAsync()).File.FileName);
        await Assertions.Expect(Page.Locator("li.file")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Files_ThatCannotBeTaken_AreRefusedAtTheSlot()
    {
        await OpenAsync();

        await ChooseAsync("trống.pdf", []);
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("trống.pdf");
        await ChooseAsync("ảnh.svg", "<svg/>"u8.ToArray());
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ảnh.svg");
        await ChooseAsync("giả.pdf", "MZ"u8.ToArray());

        await Assertions.Expect(Page.Locator("#log")).ToHaveTextAsync("dvc-refused GIAY-KHAI-SINH WrongType");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("giả.pdf");
        Assert.Empty(await Site.PapersAsync());
    }

    [Fact]
    public async Task Photo_ConnectionCutOnTheWay_GoesOnByItselfWithoutSendingItAllAgain()
    {
        await OpenAsync();
        // Phones hang things on to their pictures too; they travel and are cut off on arrival.
        byte[] picture = Samples.Photo(2000, seed: 1);
        byte[] photo = [.. picture, .. new byte[(12 << 20) - picture.Length]];
        _proxy!.DisconnectAfter(5 << 20);

        await ChooseAsync("anh.jpg", photo);
        await Assertions.Expect(Page.Locator("li.file .msg.warn")).ToBeVisibleAsync();
        _proxy.Restore();

        await Assertions.Expect(Page.Locator("#log")).ToContainTextAsync("dvc-uploaded");
        Assert.Single(await Site.PapersAsync());
        Assert.True(_proxy.BytesUp < photo.Length + (3 << 20), "at most one part and the headers were sent twice");
    }

    [Fact]
    public async Task Photo_PageReloadedOnTheWay_GoesOnWithoutAsking()
    {
        await OpenAsync();
        var photo = Samples.Photo(2000, seed: 2);
        _proxy!.DisconnectAfter(2 << 20);
        await ChooseAsync("anh.jpg", photo);
        await Assertions.Expect(Page.Locator("li.file .msg.warn")).ToBeVisibleAsync();

        _proxy.Restore();
        await Wait.UntilAsync(ReloadedAsync, "the page comes again", null, Cancel);

        await Assertions.Expect(Page.Locator("#log")).ToContainTextAsync("dvc-uploaded");
        Assert.Single(await Site.PapersAsync());
    }

    private async Task OpenAsync()
    {
        _site = await PaperSite.StartAsync();
        _proxy = CuttingProxy.Start(Site.Http.BaseAddress);
        var paper = new[] { "application/pdf", "image/jpeg" };
        Site.Page = Site.Services.GetRequiredService<UploadMarkup>().Attributes(Site.Draft, PaperSite.Paper, paper, 0);
        _session = await OpenAsync(_proxy.Address);
        await _session.Context.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["X-Test-User"] = Site.Owner.ToString() });
        _session.TolerateLostNetwork();
        await Page.GotoAsync("/trang");
    }

    // A connection that the browser had opened in advance may still be one of those refused.
    private async Task<bool> ReloadedAsync()
    {
        try
        {
            return await Page.ReloadAsync() is { Ok: true };
        }
        catch (PlaywrightException)
        {
            return false;
        }
    }

    private Task ChooseAsync(string name, byte[] bytes) =>
        Page.GetByLabel("Giấy khai sinh")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "application/octet-stream",
                    Buffer = bytes,
                }
            );
}
