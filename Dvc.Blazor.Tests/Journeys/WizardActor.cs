using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>A person at the wizard: finds everything by the words that stand on the page, as somebody with a screen reader would.</summary>
internal sealed class WizardActor(BrowserSession session)
{
    public IPage Page => session.Page;

    public ILocator Main => Page.Locator("main");

    /// <summary>Also has each page looked through by axe and measured; costs a second or two a page.</summary>
    public bool Inspects { get; init; }

    /// <summary>Gives addresses by province and commune, as they are since 1 July 2025.</summary>
    public bool KnowsNoDistricts { get; init; }

    public async Task ArriveAsync(string step)
    {
        await Page.ArriveAsync($"/{step}");
        await session.ReadyAsync();
        await Expect(Page.Locator("#tieu-de")).ToBeVisibleAsync();
        await InspectAsync();
    }

    public async Task InspectAsync()
    {
        if (!Inspects)
            return;
        await session.AxeAsync();
        await session.FitsAsync();
    }

    public ILocator Field(string label, ILocator? within = null) => (within ?? Main).GetByLabel(label, new() { Exact = true });

    /// <summary>A set of controls under one name: an address, a choice in rows, a repeating group, a row.</summary>
    public ILocator Group(string name, ILocator? within = null) =>
        (within ?? Main).GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    /// <summary>Types and leaves the field.</summary>
    public async Task FillAsync(string label, string text, ILocator? within = null)
    {
        var field = Field(label, within);
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    public Task TickAsync(string label, ILocator? within = null) => Field(label, within).CheckAsync();

    /// <summary>One of several in rows.</summary>
    public Task ChooseAsync(string label, string option, ILocator? within = null) => Field(option, Group(label, within)).CheckAsync();

    /// <summary>For whom it is filed; what the option explains below its name does not matter.</summary>
    public Task ChooseForWhomAsync(string whom) =>
        Group("Nộp hồ sơ cho ai?").Locator(".choice").Filter(new() { HasText = whom }).GetByRole(AriaRole.Radio).CheckAsync();

    /// <summary>One of many in a list.</summary>
    public Task SelectAsync(string label, string option, ILocator? within = null) =>
        (within ?? Main)
            .GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true })
            .SelectOptionAsync(new SelectOptionValue { Label = option });

    public async Task AddressAsync(string label, string commune, string street, ILocator? within = null)
    {
        var address = Group(label, within);
        await SelectAsync("Tỉnh, thành phố", "Tỉnh Gia Lai", address);
        if (KnowsNoDistricts)
        {
            await SelectAsync("Xã, phường, đặc khu", commune, address);
        }
        else
        {
            await SelectAsync("Huyện, thị xã, thành phố", "Huyện Chư Pưh", address);
            await SelectAsync("Xã, phường, thị trấn", commune, address);
        }
        await FillAsync("Thôn, làng, số nhà", street, address);
    }

    /// <summary>Adds a row to a repeating group and returns it.</summary>
    public async Task<ILocator> AddRowAsync(string item, int number)
    {
        await PressAsync($"Thêm {item.ToLowerInvariant()}");
        var row = Group($"{item} {number}");
        await Expect(row).ToBeVisibleAsync();
        return row;
    }

    public Task PressAsync(string button) => Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async Task ContinueAsync(string next)
    {
        await PressAsync("Tiếp tục");
        await ArriveAsync(next);
    }

    /// <summary>The slot of a paper by the paper's name.</summary>
    public ILocator Slot(string paper) => Main.GetByRole(AriaRole.Region, new() { Name = paper, Exact = true });

    public Task ChooseFileAsync(string paper, string name, byte[] bytes) =>
        Field(paper)
            .And(Page.Locator("input[type=file]"))
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "application/octet-stream",
                    Buffer = bytes,
                }
            );

    public async Task UploadAsync(string paper, string name, byte[] bytes)
    {
        await ChooseFileAsync(paper, name, bytes);
        await ExpectThereAsync(paper, name);
    }

    public async Task ExpectThereAsync(string paper, string name)
    {
        var slot = Slot(paper);
        await Expect(slot.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).ToBeVisibleAsync();
        await Expect(slot.GetByText("Đã có", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Declares and files, with three clicks where one is meant; returns the number of the dossier.</summary>
    public async Task<string> DeclareAndFileAsync()
    {
        await TickAsync("Tôi chịu trách nhiệm trước pháp luật về tính chính xác của hồ sơ nộp trực tuyến so với hồ sơ gốc");
        await TickAsync("Tôi đã đọc thông báo về xử lý dữ liệu cá nhân cho thủ tục này");
        var file = Main.GetByRole(AriaRole.Button, new() { Name = "Nộp hồ sơ", Exact = true });
        await Expect(file).Not.ToHaveAttributeAsync("aria-disabled", "true");
        await file.ClickAsync(new() { ClickCount = 3 });
        await Page.ArriveAsync("/bien-nhan");
        return Uri.UnescapeDataString(new Uri(Page.Url).Segments[2].TrimEnd('/'));
    }
}
