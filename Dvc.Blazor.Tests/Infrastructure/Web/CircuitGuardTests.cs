using System.Security.Claims;
using Bunit;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Dvc.Blazor.Infrastructure.Web;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Web;

public sealed class CircuitGuardTests : BunitContext
{
    private readonly People _people = new("first");

    [Fact]
    public async Task AnotherPerson_OnTheSameCircuit_IsNotHeard()
    {
        JSInterop.SetupVoid("Dvc.userChanged").SetVoidResult();
        using var guard = await OpenAsync();

        _people.Become("second");

        Assert.Equal(0, await HeardAsync(guard));
        JSInterop.VerifyInvoke("Dvc.userChanged");
    }

    [Fact]
    public async Task ThePersonWhoOpenedIt_AfterAReconnect_IsHeard()
    {
        using var guard = await OpenAsync();

        _people.Become("first");

        Assert.Equal(1, await HeardAsync(guard));
    }

    [Fact]
    public async Task SignedOutElsewhere_TheCircuitIsNotHeard()
    {
        JSInterop.SetupVoid("Dvc.sessionEnded").SetVoidResult();
        using var guard = await OpenAsync();

        _people.Become(null);

        Assert.Equal(0, await HeardAsync(guard));
        JSInterop.VerifyInvoke("Dvc.sessionEnded");
    }

    private async Task<CircuitGuard> OpenAsync()
    {
        var guard = new CircuitGuard(_people, new CircuitActivity(), JSInterop.JSRuntime, NullLogger<CircuitGuard>.Instance);
        await guard.OnCircuitOpenedAsync(null!, Xunit.TestContext.Current.CancellationToken);
        return guard;
    }

    private static async Task<int> HeardAsync(CircuitGuard guard)
    {
        var heard = 0;
        await guard.CreateInboundActivityHandler(_ => Task.FromResult(heard++))(null!);
        return heard;
    }

    private sealed class People(string? id) : AuthenticationStateProvider
    {
        private string? _id = id;

        public void Become(string? id)
        {
            _id = id;
            NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
        }

        public override Task<AuthenticationState> GetAuthenticationStateAsync()
        {
            Claim[] claims = _id is null ? [] : [new(ClaimTypes.NameIdentifier, _id)];
            return Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, _id is null ? null : "test"))));
        }
    }
}
