using Dvc.Blazor.Features.Accounts;
using Dvc.Blazor.Features.Accounts.SignIn;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.SignIn;

public sealed class NetworkTriesTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task PastTheLimit_EachFurtherWrongTry_DoublesTheWait_UpToAnHour()
    {
        var tries = Tries();
        for (var i = 0; i < 29; i++)
            await tries.NoteWrongAsync("a");
        Assert.Null(await tries.WaitOfAsync("a"));

        foreach (var minutes in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            await tries.NoteWrongAsync("a");
            Assert.Equal(TimeSpan.FromMinutes(minutes), await tries.WaitOfAsync("a"));
            _clock.Advance(TimeSpan.FromMinutes(minutes));
            Assert.Null(await tries.WaitOfAsync("a"));
        }
    }

    [Fact]
    public async Task OtherNetworks_AreNotHeldUp_AndTwoQuietHoursForgive()
    {
        var tries = Tries();
        for (var i = 0; i < 40; i++)
            await tries.NoteWrongAsync("a");

        Assert.NotNull(await tries.WaitOfAsync("a"));
        Assert.Null(await tries.WaitOfAsync("b"));
        _clock.Advance(TimeSpan.FromHours(2.1));
        await tries.NoteWrongAsync("a");
        Assert.Null(await tries.WaitOfAsync("a"));
    }

    private NetworkTries Tries() => new(Options.Create(new AccountsOptions()), _clock);
}
