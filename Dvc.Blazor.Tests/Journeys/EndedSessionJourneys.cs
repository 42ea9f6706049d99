using Dvc.Blazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>Open pages of somebody who is signed out elsewhere. Each is looked over once a minute, so this waits beside the tests that need no browser.</summary>
[Collection(nameof(EndedSessionJourneys))]
public sealed class EndedSessionJourneys : BrowserTests
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    private DvcServer? _server;

    [Fact]
    public async Task OpenPages_OfAnEndedSessionAndOfALockedAccount_SaySo_AndAreDeaf()
    {
        _server = await DvcServer.StartAsync(cancellationToken: Cancel);
        var here = await OpenAsync(_server.BaseAddress);
        var elsewhere = await OpenAsync(_server.BaseAddress, Device.Phone);
        var officer = await OpenAsync(_server.BaseAddress);
        foreach (var session in (BrowserSession[])[elsewhere, officer])
        {
            session.TolerateLostNetwork();
            // The page drops its circuit itself; what was under way then finds none.
            session.Tolerate("Circuit has been shut down");
        }

        await here.SignInAsync(Cast.Citizen);
        await elsewhere.SignInAsync(Cast.Citizen);
        await officer.SignInAsync(Cast.IntakeOfficer);
        await elsewhere.GoAsync("/nop-ho-so/2.000635/don-vi", interactive: true);
        await officer.GoAsync("/mot-cua", interactive: true);

        await here.GoAsync("/tai-khoan");
        await here.AxeAsync();
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất mọi nơi" }).ClickAsync();
        await Assertions.Expect(here.Page.GetByRole(AriaRole.Heading, new() { Name = "Bạn đã đăng xuất" })).ToBeVisibleAsync();
        await LockAsync(Cast.IntakeOfficer);

        foreach (var session in (BrowserSession[])[elsewhere, officer])
        {
            await Assertions
                .Expect(session.Page.GetByRole(AriaRole.Heading, new() { Name = "Phiên đăng nhập đã kết thúc" }))
                .ToBeVisibleAsync(new() { Timeout = (float)(AMinute + Wait.Limit).TotalMilliseconds });
            await session.AxeAsync();
        }

        await elsewhere.Page.GetByRole(AriaRole.Link, new() { Name = "Đăng nhập lại" }).ClickAsync();
        await Assertions.Expect(elsewhere.Page.GetByLabel("Mật khẩu")).ToBeVisibleAsync();
        Assert.Contains("tro-lai=%2Fnop-ho-so%2F2.000635", elsewhere.Page.Url, StringComparison.OrdinalIgnoreCase);
        await officer.GoAsync("/mot-cua");
        Assert.Contains("/dang-nhap", officer.Page.Url, StringComparison.Ordinal);
    }

    protected override ValueTask ReleaseAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task LockAsync(string email)
    {
        await using var connection = new SqliteConnection($"Data Source={_server!.SqliteFile}");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE AspNetUsers SET LockoutEnd = '9999-12-31 00:00:00+00:00' WHERE Email = $email";
        command.Parameters.AddWithValue("$email", email);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }
}
