using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>An administrator makes a procedure without a developer.</summary>
[Collection(nameof(AuthoringJourneys))]
public sealed class AuthoringJourneys : BrowserTests
{
    private const string Code = "9.000001";
    private static readonly LocatorGetByLabelOptions Whole = new() { Exact = true };
    private DvcServer? _server;

    [Fact]
    public async Task Administrator_BuildsAProcedure_PublishesIt_AndACitizenFilesInIt()
    {
        _server = await DvcServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var administrator = await OpenAsync(_server.BaseAddress);
        await administrator.SignInAsync(Cast.Administrator);
        await administrator.GoAsync("/quan-tri/thu-tuc/moi");
        var page = administrator.Page.Locator("main");
        await page.GetByLabel("Mã thủ tục", Whole).FillAsync(Code);
        await page.GetByLabel("Tên thủ tục", Whole).FillAsync("Xác nhận trồng hồ tiêu");
        await page.GetByLabel("Đơn vị thực hiện", Whole).SelectOptionAsync(new SelectOptionValue { Label = "UBND huyện Chư Pưh" });
        await PressAsync("Lập bản nháp");
        await administrator.ReadyAsync();

        await PressAsync("Thêm phần");
        await Expect(page.GetByLabel("Tên phần", Whole)).ToHaveValueAsync("Phần mới");
        await AddAsync("Diện tích", "Số");
        await AddAsync("Tên vườn", "Chữ");
        await administrator.Page.Locator(".node", new() { HasText = "Tên vườn" }).ClickAsync();
        await administrator.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await ExpectOrderAsync("Tên vườn", "Diện tích");
        await administrator.Page.Keyboard.PressAsync("Control+z");
        await ExpectOrderAsync("Diện tích", "Tên vườn");
        await administrator.Page.Keyboard.PressAsync("Control+y");
        await ExpectOrderAsync("Tên vườn", "Diện tích");
        await Expect(page.Locator(".preview").GetByLabel("Diện tích")).ToBeVisibleAsync();
        await administrator.AxeAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Hồ sơ mẫu", Exact = true }).ClickAsync();
        await PressAsync("Thêm hồ sơ mẫu điền sẵn");
        await Expect(page.Locator(".samples")).ToContainTextAsync("Như mong đợi");
        await Expect(page.Locator(".sampleeditor")).ToContainTextAsync("Diện tích");
        await administrator.AxeAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Xong, xem và công bố" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Xem ảnh hưởng và công bố" }).ClickAsync();
        await administrator.ReadyAsync();
        await Expect(page).ToContainTextAsync("Không ai bị ảnh hưởng");
        await administrator.AxeAsync();
        await PressAsync("Công bố");
        await Expect(page).ToContainTextAsync("Đã chuyển xong");

        var citizen = await OpenAsync(_server.BaseAddress);
        await citizen.SignInAsync(Cast.Citizen);
        await citizen.GoAsync($"/nop-ho-so/{Code}/to-khai", interactive: true);
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync("Xác nhận trồng hồ tiêu");

        Task PressAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

        async Task AddAsync(string label, string kind)
        {
            await page.GetByLabel("Loại trường mới", Whole).SelectOptionAsync(new SelectOptionValue { Label = kind });
            await page.GetByLabel("Nhãn của trường mới", Whole).FillAsync(label);
            await PressAsync("Thêm trường");
            await Expect(page.GetByLabel("Nhãn", Whole)).ToHaveValueAsync(label);
        }

        Task ExpectOrderAsync(params string[] labels) =>
            Expect(page.Locator(".tree li:has(> .head:has-text('Phần mới')) .node:not(.head) > span:last-child")).ToHaveTextAsync(labels);
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
