using Dvc.Blazor.Infrastructure.LiveUpdates;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.LiveUpdates;

/// <summary>Two nodes that hear each other directly.</summary>
public sealed class DossierPresenceTests
{
    private static readonly Guid Dossier = Guid.NewGuid();

    private readonly FakeTimeProvider _clock = new();
    private readonly DossierPresence _first;
    private readonly DossierPresence _second;

    public DossierPresenceTests()
    {
        (_first, _second) = (new(_clock), new(_clock));
        _first.Said += _second.Hear;
        _second.Said += _first.Hear;
    }

    [Fact]
    public void Enter_WhereSomebodyOfAnotherNodeIs_BothAreTold()
    {
        var told = 0;
        using var here = _first.Enter(Dossier, Guid.NewGuid(), "A", () => told++);
        using var there = _second.Enter(Dossier, Guid.NewGuid(), "B", () => { });
        using var elsewhere = _second.Enter(Guid.NewGuid(), Guid.NewGuid(), "C", () => { });

        Assert.Equal("B", Assert.Single(here.Others).Name);
        Assert.Equal("A", Assert.Single(there.Others).Name);
        Assert.Empty(elsewhere.Others);
        Assert.Equal(1, told);
    }

    [Fact]
    public void SamePerson_OnTwoNodes_IsNoOther_AndIsListedOnce()
    {
        var person = Guid.NewGuid();
        using var here = _first.Enter(Dossier, person, "A", () => { });
        using var there = _second.Enter(Dossier, person, "A", () => { });
        using var other = _second.Enter(Dossier, Guid.NewGuid(), "B", () => { });
        there.Write(true);

        Assert.Equal("B", Assert.Single(here.Others).Name);
        var seen = Assert.Single(other.Others);
        Assert.True(seen.IsWriting);
    }

    [Fact]
    public void SilentNode_IsForgotten_ASpeakingOneIsNot()
    {
        using var here = _first.Enter(Dossier, Guid.NewGuid(), "A", () => { });
        using var there = _second.Enter(Dossier, Guid.NewGuid(), "B", () => { });
        for (var beat = 0; beat < 5; beat++)
        {
            _clock.Advance(DossierPresence.Beat);
            _first.Repeat();
            _second.Repeat();
        }

        Assert.Single(here.Others);
        _second.Said -= _first.Hear;
        _clock.Advance(4 * DossierPresence.Beat);
        _first.Repeat();
        Assert.Empty(here.Others);
        Assert.Single(there.Others);
    }

    [Fact]
    public void LastOneLeaves_NothingOfTheDossierIsKept()
    {
        var here = _first.Enter(Dossier, Guid.NewGuid(), "A", () => { });
        using var there = _second.Enter(Dossier, Guid.NewGuid(), "B", () => { });
        here.Dispose();
        Assert.Empty(there.Others);

        // Who comes back asks again.
        using var again = _first.Enter(Dossier, Guid.NewGuid(), "A", () => { });
        Assert.Equal("B", Assert.Single(again.Others).Name);
        Assert.Equal("A", Assert.Single(there.Others).Name);
    }
}
