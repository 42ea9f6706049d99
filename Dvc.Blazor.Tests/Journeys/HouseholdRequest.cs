using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using Files = Dvc.Blazor.Tests.Infrastructure.Files.Samples;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>A family registers its household business: members, two trades, three papers.</summary>
internal sealed class HouseholdRequest(WizardActor wizard)
{
    public async Task FillAsync()
    {
        await FillOwnerAsync();
        await FillBusinessAsync();
        await FillTradesAsync();
        await FillMembersAsync();
        await wizard.ChooseAsync("Phương pháp tính thuế", "Kê khai");
        await wizard.TickAsync("Đăng ký hóa đơn điện tử");
        await wizard.ChooseAsync("Loại hóa đơn", "Từ máy tính tiền");
    }

    public async Task MarkTwoMainTradesAndPutItRightAsync()
    {
        await wizard.TickAsync("Ngành chính", wizard.Group("Ngành 2"));
        await wizard.PressAsync("Tiếp tục");
        var summary = wizard.Main.Locator("#tom-tat-loi");
        await Expect(summary).ToContainTextAsync("Đánh dấu đúng một ngành chính");
        await wizard.InspectAsync();

        await wizard.Field("Ngành chính", wizard.Group("Ngành 2")).UncheckAsync();
        await Expect(summary).ToHaveCountAsync(0);
    }

    public async Task SendPapersAsync()
    {
        await wizard.UploadAsync("Giấy tờ pháp lý của chủ hộ và các thành viên", "căn cước.pdf", Files.PlainPdf(2));
        await wizard.UploadAsync(
            "Biên bản họp thành viên hộ gia đình về việc thành lập",
            "biên bản.png",
            Files.Picture(SkiaSharp.SKEncodedImageFormat.Png)
        );
        await wizard.UploadAsync(
            "Văn bản ủy quyền cho một thành viên làm chủ hộ (công chứng/chứng thực)",
            "ủy quyền.jpg",
            Files.Picture(SkiaSharp.SKEncodedImageFormat.Jpeg)
        );
    }

    private async Task FillOwnerAsync()
    {
        await Expect(wizard.Group("Các thành viên tham gia")).ToHaveCountAsync(0);
        await wizard.ChooseAsync("Hộ kinh doanh do", "Các thành viên hộ gia đình");
        await wizard.FillAsync("Họ, chữ đệm, tên chủ hộ", "Rơ Châm H’Yên");
        await wizard.FillAsync("Ngày, tháng, năm sinh chủ hộ", "12/05/1990");
        await wizard.FillAsync("Số định danh cá nhân/CCCD chủ hộ", "064190001234");
        await wizard.SelectAsync("Dân tộc chủ hộ", "Gia Rai (Jrai)");
        await wizard.AddressAsync("Nơi cư trú chủ hộ", "Xã Ia Le", "Làng Kênh Mék");
        await wizard.Group("Giới tính").First.GetByLabel("Nữ", new() { Exact = true }).CheckAsync();
        await wizard.ChooseAsync("Đang là chủ hộ kinh doanh/doanh nghiệp tư nhân khác", "Không");
    }

    private async Task FillBusinessAsync()
    {
        var opening = TimeProvider.System.GetUtcNow().AddDays(10);
        await wizard.FillAsync("Tên hộ kinh doanh", "Hộ kinh doanh Tiêu sạch Ia Le");
        await wizard.AddressAsync("Địa chỉ trụ sở", "Xã Ia Le", "Làng Kênh Mék");
        await wizard.FillAsync("Điện thoại", "0905123456");
        await wizard.FillAsync("Ngày bắt đầu hoạt động", opening.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        await wizard.FillAsync("Số lao động dự kiến", "4");
        await wizard.FillAsync("Vốn kinh doanh", "150000000");
        await Expect(wizard.Field("Vốn kinh doanh")).ToHaveValueAsync("150.000.000");
    }

    private async Task FillTradesAsync()
    {
        var main = await wizard.AddRowAsync("Ngành", 1);
        await wizard.FillAsync("Mã ngành cấp 4", "0124", main);
        await wizard.FillAsync("Tên ngành", "Trồng cây hồ tiêu", main);
        await wizard.TickAsync("Ngành chính", main);
        var other = await wizard.AddRowAsync("Ngành", 2);
        await wizard.FillAsync("Mã ngành cấp 4", "4632", other);
        await wizard.FillAsync("Tên ngành", "Bán buôn thực phẩm", other);
    }

    private async Task FillMembersAsync()
    {
        var member = await wizard.AddRowAsync("Thành viên", 1);
        await wizard.FillAsync("Họ tên", "Siu Thoa", member);
        await wizard.FillAsync("Ngày sinh", "02/09/1988", member);
        await wizard.ChooseAsync("Giới tính", "Nam", member);
        await wizard.FillAsync("Số định danh", "064088004321", member);
        await wizard.AddressAsync("Nơi cư trú", "Xã Ia Le", "Làng Kênh Mék", member);
        await wizard.FillAsync("Vốn góp", "50000000", member);
    }
}
