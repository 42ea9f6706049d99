using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dvc.Blazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using Files = Dvc.Blazor.Tests.Infrastructure.Files.Samples;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>What a citizen can know and decide about the own data, and where that data is not to be found.</summary>
[Collection(nameof(MyDataJourneys))]
public sealed class MyDataJourneys : BrowserTests
{
    private DvcServer? _server;

    private DvcServer Dvc => _server!;

    [Fact]
    public async Task Citizen_SeesWhoReadTheDossier_TakesTheDataHome_AndLeaves()
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        var citizen = await OpenAsync(Dvc.BaseAddress);
        await citizen.SignInAsync(Cast.Citizen);
        var (page, main) = (citizen.Page, citizen.Page.Locator("main"));
        await citizen.GoAsync("/ho-so");
        var number = (await page.Locator("main a[href^='/ho-so/H']").First.GetAttributeAsync("href"))!.Split('/')[^1];
        var officer = await OpenAsync(Dvc.BaseAddress);
        await officer.SignInAsync(Cast.IntakeOfficer);
        await officer.GoAsync($"/mot-cua/ho-so/{number}", interactive: true);

        await citizen.GoAsync("/tai-khoan/du-lieu");
        var reading = main.GetByRole(AriaRole.Row).Filter(new() { HasText = "Mở xem hồ sơ" }).Filter(new() { HasText = number });
        await Expect(reading).ToHaveCountAsync(1);
        await Expect(reading).ToContainTextAsync("Nguyễn Thị Thu Hằng");

        await ReadExportAsync(page, number);

        await citizen.GoAsync("/tai-khoan/du-lieu/xoa");
        await Expect(main).ToContainTextAsync("Hiện chưa xóa được");
        await CloseDossiersAsync();
        await page.ReloadAsync();
        await page.GetByLabel("Mật khẩu").FillAsync("not my password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xóa vĩnh viễn" }).ClickAsync();
        await Expect(page.Locator("#tom-tat-loi")).ToContainTextAsync("Mật khẩu chưa đúng");
        await citizen.AxeAsync();
        await page.GetByLabel("Mật khẩu").FillAsync(Cast.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Xóa vĩnh viễn" }).ClickAsync();
        await page.ArriveAsync("/tai-khoan/da-xoa");

        await page.GotoAsync("/dang-nhap");
        await page.GetByLabel("Email").FillAsync(Cast.Citizen);
        await page.GetByLabel("Mật khẩu").FillAsync(Cast.Password);
        await main.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập", Exact = true }).ClickAsync();
        await Expect(main).ToContainTextAsync("Chưa đăng nhập được");
    }

    [Fact]
    public async Task IdentityNumber_OfAFiledDossier_LiesNowhereReadable()
    {
        _server = await DvcServer.StartAsync(new() { OwnProcess = true }, Cancel);
        var citizen = await OpenAsync(Dvc.BaseAddress);
        await citizen.SignInAsync(Cast.Citizen);
        var wizard = new WizardActor(citizen);
        await citizen.GoAsync("/nop-ho-so/2.000635", interactive: true);
        await new ExtractRequest(wizard).FillAsync();
        await wizard.UploadAsync(
            "Văn bản ủy quyền (không cần chứng thực nếu người được ủy quyền là người thân ruột thịt)",
            "ủy quyền.pdf",
            Files.PlainPdf(1)
        );
        await wizard.UploadAsync("Giấy tờ chứng minh quan hệ (khi CSDL không có)", "sổ hộ khẩu.pdf", Files.PlainPdf(2));
        await wizard.ContinueAsync("nhan-ket-qua");
        await wizard.ContinueAsync("xac-nhan");
        var number = await wizard.DeclareAndFileAsync();
        var officer = await OpenAsync(Dvc.BaseAddress);
        await officer.SignInAsync(Cast.IntakeOfficer);
        await officer.GoAsync($"/mot-cua/ho-so/{number}", interactive: true);
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("064315000123");
        await Wait.UntilAsync(() => Directory.GetFiles(Dvc.MailPickup).Length > 0, "the mail is written", null, Cancel);

        foreach (var marker in (string[])["064190001234", "064315000123"])
        {
            Assert.DoesNotContain(marker, Dvc.Output, StringComparison.Ordinal);
            foreach (var file in Directory.GetFiles(Dvc.Folder, "*", SearchOption.AllDirectories))
                Assert.False(await HoldsAsync(file, marker), $"{file} holds {marker}");
        }
    }

    protected override ValueTask ReleaseAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task ReadExportAsync(IPage page, string number)
    {
        await page.GotoAsync("/tai-khoan/du-lieu");
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Tải tệp nén" }).ClickAsync()
        );
        await using var file = File.OpenRead(await download.PathAsync());
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        await using var entry = await zip.GetEntry("du-lieu.json")!.OpenAsync(Cancel);
        using var json = await JsonDocument.ParseAsync(entry, cancellationToken: Cancel);
        Assert.Equal(Cast.Citizen, json.RootElement.GetProperty("profile").GetProperty("email").GetString());
        var dossier = json.RootElement.GetProperty("dossiers").EnumerateArray().Single(d => d.GetProperty("number").GetString() == number);
        Assert.Single(dossier.GetProperty("readings").EnumerateArray());
        Assert.All(
            dossier.GetProperty("papers").EnumerateArray(),
            paper => Assert.NotNull(zip.GetEntry(paper.GetProperty("path").GetString()!))
        );
    }

    // As if the offices had brought everything to its end.
    private async Task CloseDossiersAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Dvc.SqliteFile};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = """UPDATE "Dossiers" SET "Status" = 10""";
        await command.ExecuteNonQueryAsync(Cancel);
    }

    // Also the two-byte spelling, and what is inside a mail's base64.
    private static async Task<bool> HoldsAsync(string path, string marker)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, Cancel);
        var bytes = memory.ToArray();
        if (path.EndsWith(".eml", StringComparison.Ordinal))
        {
            memory.Position = 0;
            var mail = await MimeKit.MimeMessage.LoadAsync(memory, Cancel);
            if ($"{mail.TextBody}{mail.HtmlBody}{mail.Subject}".Contains(marker, StringComparison.Ordinal))
                return true;
        }

        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(marker)) >= 0
            || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(marker)) >= 0;
    }
}
