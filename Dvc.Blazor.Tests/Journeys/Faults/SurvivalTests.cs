using Dvc.Blazor.Tests.Support;

namespace Dvc.Blazor.Tests.Journeys.Faults;

/// <summary>The product reached over a network that can fail; in a process of its own where it is to be killed.</summary>
public abstract class SurvivalTests : BrowserTests
{
    private DvcServer? _dvc;
    private CuttingProxy? _proxy;

    protected DvcServer Dvc => _dvc!;

    protected CuttingProxy Network => _proxy!;

    protected override async ValueTask ReleaseAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_dvc is not null)
            await _dvc.DisposeAsync();
    }

    /// <summary>Starts server and network, and signs the demo citizen in.</summary>
    protected async Task<BrowserSession> StartAsync(bool ownProcess = false)
    {
        await StartServerAsync(ownProcess);
        return await CitizenAsync();
    }

    protected async Task StartServerAsync(bool ownProcess = false)
    {
        _proxy = CuttingProxy.Start();
        _dvc = await DvcServer.StartAsync(new DvcServerOptions { OwnProcess = ownProcess, PublicUrl = _proxy.Address }, Cancel);
        _proxy.ForwardTo(_dvc.BaseAddress);
    }

    /// <summary>The citizen in a browser of their own.</summary>
    protected async Task<BrowserSession> CitizenAsync()
    {
        var citizen = await OpenAsync(Network.Address);
        await citizen.SignInAsync(Cast.Citizen);
        return citizen;
    }
}
