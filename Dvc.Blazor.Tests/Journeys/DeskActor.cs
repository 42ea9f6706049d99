using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>An officer of the one-stop department at the board.</summary>
internal sealed class DeskActor(BrowserSession session)
{
    private IPage Page => session.Page;

    private ILocator Main => Page.Locator("main");

    public async Task OpenBoardAsync()
    {
        await session.SignInAsync(Cast.IntakeOfficer);
        await session.GoAsync("/mot-cua", interactive: true);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Hồ sơ của Bộ phận Một cửa" })).ToBeVisibleAsync();
    }

    /// <summary>The open board says by itself that something came, and shows it when asked; then the dossier is opened.</summary>
    public async Task OpenArrivalAsync(string number)
    {
        await Main.GetByRole(AriaRole.Button, new() { Name = "hồ sơ mới đến" }).ClickAsync();
        var row = Main.GetByRole(AriaRole.Row).Filter(new() { HasText = number });
        await Expect(row).ToContainTextAsync("Mới đăng ký");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Page.ArriveAsync($"/mot-cua/ho-so/{number}");
        await session.ReadyAsync();
    }

    /// <summary>A photo and a PDF are read in place: what is drawn is named; a key turns the pages while no field has the focus.</summary>
    public async Task ReadPapersAsync()
    {
        var paper = Main.Locator("paper-stage canvas.paper");
        await Expect(paper).ToHaveAttributeAsync("aria-label", "giấy ủy quyền.jpg, Trang 1/1");
        await Main.GetByRole(AriaRole.Button, new() { Name = "Giấy tờ chứng minh quan hệ" }).First.ClickAsync();
        await Expect(paper).ToHaveAttributeAsync("aria-label", "sổ hộ khẩu.pdf, Trang 1/2");
        await Page.Keyboard.PressAsync("]");
        await Expect(paper).ToHaveAttributeAsync("aria-label", "sổ hộ khẩu.pdf, Trang 2/2");
    }

    /// <param name="deciding">Told when the officer is about to confirm.</param>
    public async Task AcceptAsync(Action deciding)
    {
        await Page.Keyboard.PressAsync("t");
        var question = Main.GetByRole(AriaRole.Region, new() { Name = "Tiếp nhận hồ sơ này?" });
        await Expect(question).ToContainTextAsync("Ngày hẹn trả");
        deciding();
        await PressAcceptAsync(question);
        await Expect(Main.GetByText("Đã xong: Tiếp nhận.")).ToBeVisibleAsync();
    }

    private static Task PressAcceptAsync(ILocator within) =>
        within.GetByRole(AriaRole.Button, new() { Name = "Tiếp nhận", Exact = true }).ClickAsync();
}
