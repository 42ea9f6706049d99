using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>A mother asks for copies of her daughter's birth certificate, on behalf of her.</summary>
internal sealed class ExtractRequest(WizardActor wizard)
{
    /// <param name="unit">Where it is filed.</param>
    public async Task FillAsync(string unit = "UBND huyện Chư Pưh")
    {
        await ChooseUnitAsync(unit);
        await wizard.ContinueAsync("nguoi-nop");
        await FillApplicantAsync();
        await wizard.ContinueAsync("to-khai");
        await FillEventAsync();
        await FillPersonAsync();
        await FillCopiesAsync();
        await wizard.ContinueAsync("giay-to");
    }

    private Task ChooseUnitAsync(string unit) =>
        wizard
            .Group("Nơi nộp hồ sơ")
            .GetByRole(AriaRole.Radio, new() { NameRegex = new Regex($"^{unit}", RegexOptions.None, TimeSpan.FromSeconds(1)) })
            .CheckAsync();

    private async Task FillApplicantAsync()
    {
        await Expect(wizard.Field("Họ và tên người nộp")).ToHaveValueAsync("Rơ Châm H’Yên");
        await Expect(wizard.Field("Số giấy tờ")).ToHaveValueAsync("064190001234");
        await Expect(wizard.Field("Họ tên chủ hồ sơ")).ToHaveCountAsync(0);
        await wizard.ChooseForWhomAsync("Cho người khác (được ủy quyền)");
        await wizard.FillAsync("Họ tên chủ hồ sơ", "Rơ Châm Nhi");
        await wizard.FillAsync("Số định danh của chủ hồ sơ", "064315000123");
        await wizard.FillAsync("Ngày sinh của chủ hồ sơ", "12/03/2015");
        await wizard.AddressAsync("Địa chỉ của chủ hồ sơ", "Xã Ia Le", "Làng Kênh Mék");
        await wizard.SelectAsync("Quan hệ với chủ hồ sơ", "Cha/mẹ");
    }

    private async Task FillEventAsync()
    {
        await Expect(wizard.Field("Họ tên mẹ")).ToHaveCountAsync(0);
        await wizard.SelectAsync("Loại việc hộ tịch", "Khai sinh");
        await wizard.SelectAsync("Quan hệ của người yêu cầu với người được cấp", "Cha/mẹ");
        await wizard.FillAsync("Cơ quan đã đăng ký hộ tịch trước đây", "UBND xã Ia Le, huyện Chư Pưh");
        await wizard.FillAsync("Năm đăng ký", "2015");
        await wizard.FillAsync("Ngày đăng ký", "20/03/2015");
    }

    private async Task FillPersonAsync()
    {
        await wizard.FillAsync("Họ, chữ đệm, tên người được cấp", "Rơ Châm Nhi");
        await wizard.FillAsync("Ngày, tháng, năm sinh người được cấp", "12032015");
        await Expect(wizard.Field("Ngày, tháng, năm sinh người được cấp")).ToHaveValueAsync("12/03/2015");
        await wizard.FillAsync("Số định danh cá nhân/CCCD người được cấp", "064315000123");
        await wizard.SelectAsync("Dân tộc người được cấp", "Gia Rai (Jrai)");
        await Expect(wizard.Field("Quốc tịch người được cấp")).ToHaveValueAsync("Việt Nam");
        await wizard.AddressAsync("Nơi cư trú người được cấp", "Xã Ia Le", "Làng Kênh Mék");
        await wizard.ChooseAsync("Giới tính", "Nữ");
        await wizard.FillAsync("Họ tên cha", "Siu Bình");
        await wizard.FillAsync("Họ tên mẹ", "Rơ Châm H’Yên");
    }

    /// <summary>Two kinds of copies; the first is taken away by mistake and put back.</summary>
    private async Task FillCopiesAsync()
    {
        var first = await wizard.AddRowAsync("Bản sao", 1);
        await wizard.ChooseAsync("Loại bản sao", "Bản sao trích lục", first);
        await wizard.FillAsync("Số bản", "3", first);
        var second = await wizard.AddRowAsync("Bản sao", 2);
        await wizard.ChooseAsync("Loại bản sao", "Bản sao Giấy khai sinh", second);
        await wizard.FillAsync("Số bản", "2", second);
        await wizard.TickAsync("Cần bản điện tử", second);

        await wizard.PressAsync("Bỏ Bản sao 1");
        await Expect(second).ToHaveCountAsync(0);
        await wizard.Page.GetByRole(AriaRole.Button, new() { Name = "Hoàn tác", Exact = true }).ClickAsync();
        await Expect(wizard.Field("Số bản", first)).ToHaveValueAsync("3");
        await Expect(wizard.Field("Số bản", second)).ToHaveValueAsync("2");

        await wizard.PressAsync("Bỏ Bản sao 2");
        await Expect(second).ToHaveCountAsync(0);
        await wizard.FillAsync("Mục đích sử dụng", "Nộp hồ sơ nhập học lớp 6.");
    }
}
