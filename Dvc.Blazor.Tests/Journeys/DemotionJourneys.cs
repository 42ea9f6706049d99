using Dvc.Blazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>Officers whose role is taken away while their board is open.</summary>
public sealed class DemotionJourneys : BrowserTests
{
    // The page looks its rights over by itself after a minute; these are to be shorter.
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(20);
    private DvcServer? _server;

    [Fact]
    public async Task Officer_Demoted_IsRefusedAtTheNextClick_AndLosesTheViewWithoutOne()
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        var (officer, administrator) = (await OpenAsync(_server.BaseAddress), await OpenAsync(_server.BaseAddress));
        officer.TolerateLostNetwork();
        // The page drops its circuit itself; the server may say so first.
        officer.Tolerate("Circuit has been shut down");
        await officer.SignInAsync(Cast.IntakeOfficer);
        var board = await officer.NewTabAsync();
        await board.GotoAsync("/mot-cua");
        await Expect(board.Locator(".board tbody tr").First).ToBeVisibleAsync();
        var main = officer.Page.Locator("main");
        await officer.GoAsync("/mot-cua", interactive: true);
        var row = main.GetByRole(AriaRole.Row).Filter(new() { HasText = "Mới đăng ký" }).First;
        await officer.GoAsync((await row.GetByRole(AriaRole.Link).First.GetAttributeAsync("href"))!, interactive: true);
        var accept = main.GetByRole(AriaRole.Button, new() { Name = "Tiếp nhận", Exact = true });
        await Expect(accept).ToBeVisibleAsync();
        var number = officer.Page.Url.Split('/')[^1];
        var status = await ReadAsync("SELECT Status FROM Dossiers WHERE Number = $x", number);

        // Past the portal: no page hears of it.
        await ReadAsync("DELETE FROM AspNetUserRoles WHERE UserId = (SELECT Id FROM AspNetUsers WHERE Email = $x)", Cast.IntakeOfficer);
        await accept.ClickAsync();
        await main.GetByRole(AriaRole.Region, new() { Name = "Tiếp nhận hồ sơ này?" })
            .GetByRole(AriaRole.Button, new() { Name = "Tiếp nhận", Exact = true })
            .ClickAsync();
        await Expect(main).ToContainTextAsync("Không tìm thấy hồ sơ này trong phạm vi của bạn.", new() { Timeout = 5_000 });
        Assert.Equal(status, await ReadAsync("SELECT Status FROM Dossiers WHERE Number = $x", number));

        await administrator.SignInAsync(Cast.Administrator);
        await administrator.GoAsync(
            $"/quan-tri/nguoi-dung/{await ReadAsync("SELECT Id FROM AspNetUsers WHERE Email = $x", Cast.IntakeOfficer)}"
        );
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Lưu vai trò", Exact = true }).ClickAsync();
        await Expect(administrator.Page.Locator("main").GetByRole(AriaRole.Status)).ToContainTextAsync("Đã lưu.");
        foreach (var page in (IPage[])[officer.Page, board])
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Phiên đăng nhập đã kết thúc" }))
                .ToBeVisibleAsync(new() { Timeout = (float)Seconds.TotalMilliseconds });
            await Expect(page.Locator("main")).ToBeHiddenAsync();
        }
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task<string?> ReadAsync(string sql, string x)
    {
        await using var connection = new SqliteConnection($"Data Source={_server!.SqliteFile}");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$x", x);
        return (await command.ExecuteScalarAsync(Cancel))?.ToString();
    }
}
