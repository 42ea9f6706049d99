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
    public void PastTheLimit_EachFurtherWrongTry_DoublesTheWait_UpToAnHour()
    {
        var tries = Tries();
        for (var i = 0; i < 29; i++)
            tries.NoteWrong("a");
        Assert.Null(tries.WaitOf("a"));

        foreach (var minutes in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            tries.NoteWrong("a");
            Assert.Equal(TimeSpan.FromMinutes(minutes), tries.WaitOf("a"));
            _clock.Advance(TimeSpan.FromMinutes(minutes));
            Assert.Null(tries.WaitOf("a"));
        }
    }

    [Fact]
    public void OtherNetworks_AreNotHeldUp_AndTwoQuietHoursForgive()
    {
        var tries = Tries();
        for (var i = 0; i < 40; i++)
            tries.NoteWrong("a");

        Assert.NotNull(tries.WaitOf("a"));
        Assert.Null(tries.WaitOf("b"));
        _clock.Advance(TimeSpan.FromHours(2.1));
        tries.NoteWrong("a");
        Assert.Null(tries.WaitOf("a"));
    }

    private NetworkTries Tries() => new(Options.Create(new AccountsOptions()), _clock);
}
