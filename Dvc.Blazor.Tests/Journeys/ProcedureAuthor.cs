using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>An administrator who makes and changes a procedure with the controls of the builder, found by the words that stand on them.</summary>
internal sealed class ProcedureAuthor(BrowserSession session, string code)
{
    public ILocator Main => session.Page.Locator("main");

    // The preview beside it shows controls of the same names.
    private ILocator Properties => Main.Locator(".properties, .listtab");

    public async Task CreateAsync(string name, string unit)
    {
        await session.GoAsync("/quan-tri/thu-tuc/moi");
        await Field("Mã thủ tục").FillAsync(code);
        await Field("Tên thủ tục").FillAsync(name);
        await ChooseAsync(Field("Đơn vị thực hiện"), unit);
        await PressAsync("Lập bản nháp");
        await session.ReadyAsync();
    }

    public async Task BeginDraftAsync()
    {
        await session.GoAsync($"/quan-tri/thu-tuc/{code}");
        await PressAsync("Lập bản nháp từ bản đang công bố");
        await session.Page.ArriveAsync("/soan");
        await session.ReadyAsync();
        await Expect(Main.Locator(".tree [aria-current=true]")).ToBeInViewportAsync();
    }

    public Task PressAsync(string button, ILocator? within = null) =>
        (within ?? Main).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async Task OpenTabAsync(string name)
    {
        var tab = Main.GetByRole(AriaRole.Navigation, new() { Name = "Các phần của thủ tục" })
            .GetByRole(AriaRole.Button, new() { Name = name });
        await tab.ClickAsync();
        await Expect(tab).ToHaveAttributeAsync("aria-current", "true");
    }

    public async Task AddSectionAsync(string label)
    {
        await PressAsync("Thêm phần");
        await Expect(Field("Tên phần", Properties)).ToHaveValueAsync("Phần mới");
        await SetAsync("Tên phần", label);
    }

    /// <summary>Adds a field at the end of a section or group, and leaves it chosen.</summary>
    public async Task AddFieldAsync(string home, string kind, string label, bool isRequired = false)
    {
        await SelectAsync(home);
        await ChooseAsync(Field("Loại trường mới", Properties), kind);
        await Field("Nhãn của trường mới", Properties).FillAsync(label);
        await PressAsync("Thêm trường", Properties);
        await Expect(Field("Nhãn", Properties)).ToHaveValueAsync(label);
        if (isRequired)
        {
            await TickAsync("Bắt buộc trả lời");
        }
    }

    /// <summary>Chooses a section or field in the tree.</summary>
    public async Task SelectAsync(string label)
    {
        var node = Main.Locator(".tree .node", new() { HasText = label });
        await node.ClickAsync();
        await Expect(node).ToHaveAttributeAsync("aria-current", "true");
        await Expect(Properties.Locator("#b-nhan")).ToHaveValueAsync(label);
    }

    /// <summary>Types a property and leaves it.</summary>
    public async Task SetAsync(string label, string text, ILocator? within = null)
    {
        var field = Field(label, within ?? Properties);
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    public Task TickAsync(string label, ILocator? within = null) => Field(label, within ?? Properties).CheckAsync();

    /// <summary>Something is shown or wanted only where a box is ticked.</summary>
    public async Task OnlyWhenTickedAsync(string box, ILocator? within = null)
    {
        await PressAsync("Thêm điều kiện", within ?? Properties);
        await ChooseAsync(Field("Trường so sánh", within ?? Properties), box);
        await Expect(Field("Phép so sánh", within ?? Properties)).ToHaveValueAsync("Checked");
    }

    /// <summary>A field that is worked out from another, and a fixed number where one is given.</summary>
    public async Task WorkOutAsync(string formula, string from, string? number = null)
    {
        await ChooseAsync(Field("Công thức tính", Properties).And(Main.Locator("select")), formula);
        await ChooseAsync(Field("Trường trong công thức", Properties), from);
        if (number is not null)
        {
            await PressAsync("Thêm số cố định", Properties);
            await SetAsync("Số cố định", number);
            await Expect(Field("Số cố định", Properties)).ToHaveValueAsync(number);
        }
    }

    /// <summary>Adds a paper and returns its card.</summary>
    public async Task<ILocator> AddPaperAsync(string name)
    {
        await Field("Tên giấy tờ mới").FillAsync(name);
        await PressAsync("Thêm giấy tờ");
        await Expect(Card(name)).ToBeVisibleAsync();
        return Card(name);
    }

    public async Task AddFeeAsync(string name, string amount, string per)
    {
        await PressAsync("Thêm khoản phí");
        await SetAsync("Tên khoản phí", name);
        await SetAsync("Mức phí (đồng)", amount);
        await SetAsync("Tính cho", per);
    }

    /// <summary>From the builder to the page that shows what publishing means.</summary>
    public async Task SeeImpactAsync()
    {
        await Expect(Main.Locator(".builderhead .save")).ToContainTextAsync("Đã lưu");
        await Main.GetByRole(AriaRole.Link, new() { Name = "Xong, xem và công bố" }).ClickAsync();
        await Main.GetByRole(AriaRole.Link, new() { Name = "Xem ảnh hưởng và công bố" }).ClickAsync();
        await session.ReadyAsync();
    }

    /// <summary>What the report says of a group.</summary>
    public ILocator Group(string name) =>
        Main.GetByRole(AriaRole.Region, new() { NameRegex = new($"^{name} ", default, TimeSpan.FromSeconds(1)) });

    public async Task PublishAsync()
    {
        await PressAsync("Công bố");
        await Expect(Main).ToContainTextAsync("Đã chuyển xong");
    }

    private static Task<IReadOnlyList<string>> ChooseAsync(ILocator list, string option) =>
        list.SelectOptionAsync(new SelectOptionValue { Label = option });

    private ILocator Card(string name) => Main.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    private ILocator Field(string label, ILocator? within = null) => (within ?? Main).GetByLabel(label, new() { Exact = true });
}
