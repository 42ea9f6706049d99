using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using Files = Dvc.Blazor.Tests.Infrastructure.Files.Samples;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>The portal as of today: provinces and communes, no districts.</summary>
[Collection(nameof(TwoLevelJourneys))]
public sealed class TwoLevelJourneys : BrowserTests
{
    private const string Commune = "UBND xã Ia Le";

    private DvcServer? _server;

    [Fact]
    public async Task Today_ADossierFiledAtANewCommune_IsReceivedThere()
    {
        _server = await DvcServer.StartAsync(
            new DvcServerOptions { More = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Portal__AgenciesAsOf"] = "" } },
            Cancel
        );
        var officer = await OpenAsync(_server.BaseAddress);
        var desk = new DeskActor(officer);
        await desk.OpenBoardAsync();
        var citizen = await OpenAsync(_server.BaseAddress, Device.Phone);
        await citizen.SignInAsync(Cast.Citizen);
        await ExpectHomeOfTodayAsync(citizen);

        var wizard = new WizardActor(citizen) { Inspects = true, KnowsNoDistricts = true };
        await citizen.GoAsync("/nop-ho-so/2.000635", interactive: true);
        await wizard.ArriveAsync("don-vi");
        await Expect(wizard.Main).Not.ToContainTextAsync("huyện");
        await wizard.Main.GetByRole(AriaRole.Searchbox).FillAsync("ia le");
        await Expect(wizard.Group("Nơi nộp hồ sơ").GetByRole(AriaRole.Radio)).ToHaveCountAsync(1);
        await new ExtractRequest(wizard).FillAsync(Commune);
        await wizard.ContinueAsync("nhan-ket-qua");
        await SendPapersAfterAllAsync(citizen, wizard);
        await Expect(wizard.Main).ToContainTextAsync(Commune);
        var number = await wizard.DeclareAndFileAsync();

        await wizard.InspectAsync();
        await Expect(wizard.Main).ToContainTextAsync("xã Ia Le");
        await Expect(wizard.Main).Not.ToContainTextAsync("huyện Chư Pưh");
        await citizen.GoAsync($"/ho-so/{number}");
        await desk.OpenArrivalAsync(number);
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("Trung tâm Phục vụ hành chính công xã Ia Le");
        await desk.AcceptAsync(() => { });
        await Expect(citizen.Page.Locator("[data-live=trang-thai]")).ToHaveTextAsync("Được tiếp nhận");
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>Gone on without them, as the page says one may, and back.</summary>
    private static async Task SendPapersAfterAllAsync(BrowserSession citizen, WizardActor wizard)
    {
        await citizen.GoAsync("/nop-ho-so/2.000635/giay-to", interactive: true);
        await wizard.UploadAsync(
            "Văn bản ủy quyền (không cần chứng thực nếu người được ủy quyền là người thân ruột thịt)",
            "giấy ủy quyền.pdf",
            Files.PlainPdf(1)
        );
        await wizard.UploadAsync("Giấy tờ chứng minh quan hệ (khi CSDL không có)", "sổ hộ khẩu.pdf", Files.PlainPdf(2));
        await wizard.ContinueAsync("nhan-ket-qua");
        await wizard.ContinueAsync("xac-nhan");
    }

    private static async Task ExpectHomeOfTodayAsync(BrowserSession citizen)
    {
        await citizen.GoAsync("/");
        var main = citizen.Page.Locator("main");
        await Expect(main.GetByRole(AriaRole.Link, new() { Name = Commune }).First).ToBeVisibleAsync();
        await Expect(main).Not.ToContainTextAsync("UBND huyện");
        await citizen.FitsAsync();
        await citizen.GoAsync("/co-quan/gl2-x-23986");
        await Expect(main).ToContainTextAsync(Commune);
        await citizen.FitsAsync();
        await citizen.AxeAsync();
    }
}
